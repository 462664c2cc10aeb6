//! Methods that are served as they are elsewhere, but under a rule of this node.

use futures::FutureExt;
use jsonrpsee::{
	core::{traits::ToRpcParams, JsonRawValue, RpcResult},
	server::RegisterMethodError,
	types::{
		error::{INTERNAL_ERROR_CODE, INVALID_PARAMS_CODE},
		ErrorObjectOwned, Params,
	},
	Extensions, Methods, MethodsError, RpcModule,
};
use sc_rpc::DenyUnsafe;

/// The methods, served where unsafe methods are: to the operator of the node, not to strangers.
pub fn to_operators(methods: Methods) -> Result<RpcModule<Methods>, RegisterMethodError> {
	forward(methods, ensure_operator, |error| error)
}

/// The methods, whose refusals of malformed parameters tell the reason in the message. It is in the
/// data of the error alone otherwise, which many clients do not show.
pub fn with_reasons(methods: Methods) -> Result<RpcModule<Methods>, RegisterMethodError> {
	forward(methods, |_| Ok(()), with_reason)
}

fn forward(
	methods: Methods,
	ensure: fn(&Extensions) -> RpcResult<()>,
	refusal: fn(ErrorObjectOwned) -> ErrorObjectOwned,
) -> Result<RpcModule<Methods>, RegisterMethodError> {
	let names: Vec<_> = methods.method_names().collect();
	let mut module = RpcModule::new(methods);
	for name in names {
		module.register_async_method(name, move |params, methods, extensions| {
			let allowed = ensure(&extensions);
			let answer = async move {
				allowed?;
				methods.call(name, Given(params)).await.map_err(error)
			};
			answer.map(move |answer: RpcResult<Box<JsonRawValue>>| answer.map_err(refusal))
		})?;
	}
	Ok(module)
}

fn ensure_operator(extensions: &Extensions) -> RpcResult<()> {
	// A server that says nothing about it is taken for a public one.
	let deny = extensions.get::<DenyUnsafe>().unwrap_or(&DenyUnsafe::Yes);
	Ok(deny.check_if_safe()?)
}

fn with_reason(error: ErrorObjectOwned) -> ErrorObjectOwned {
	let Some(data) = error.data().filter(|_| error.code() == INVALID_PARAMS_CODE) else {
		return error;
	};
	let text = serde_json::from_str::<String>(data.get());
	let reason = text.unwrap_or_else(|_| data.get().into());
	ErrorObjectOwned::owned(error.code(), format!("{}: {reason}", error.message()), Some(data))
}

fn error(error: MethodsError) -> ErrorObjectOwned {
	match error {
		MethodsError::JsonRpc(error) => error,
		other => ErrorObjectOwned::owned(INTERNAL_ERROR_CODE, other.to_string(), None::<()>),
	}
}

/// Parameters as they were given.
struct Given(Params<'static>);

impl ToRpcParams for Given {
	fn to_rpc_params(self) -> Result<Option<Box<JsonRawValue>>, serde_json::Error> {
		self.0.as_str().map(|text| JsonRawValue::from_string(text.into())).transpose()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use futures::executor::block_on;

	/// Two methods: one counts the parameters that it is given, the other wants two numbers.
	fn methods() -> Methods {
		let mut module = RpcModule::new(());
		module
			.register_method("count", |params, _, _| {
				params.parse::<Vec<serde_json::Value>>().map(|all| all.len()).unwrap_or_default()
			})
			.unwrap();
		module
			.register_method("sum", |params, _, _| {
				params.parse::<(u32, u32)>().map(|(this, that)| this + that)
			})
			.unwrap();
		module.into()
	}

	fn ask<T: serde::de::DeserializeOwned + Clone>(
		module: &RpcModule<Methods>,
		method: &str,
		params: impl ToRpcParams,
	) -> Result<T, ErrorObjectOwned> {
		block_on(module.call(method, params)).map_err(error)
	}

	fn for_operators(deny: Option<DenyUnsafe>) -> RpcModule<Methods> {
		let mut module = to_operators(methods()).unwrap();
		if let Some(deny) = deny {
			module.extensions_mut().insert(deny);
		}
		module
	}

	#[test]
	fn operators_are_answered_and_strangers_are_refused() {
		let answer = |deny| ask::<u32>(&for_operators(deny), "sum", [1, 2]);
		assert_eq!(answer(Some(DenyUnsafe::No)), Ok(3));
		for deny in [Some(DenyUnsafe::Yes), None] {
			let refusal = answer(deny).unwrap_err();
			assert_eq!(refusal.message(), "RPC call is unsafe to be called externally");
		}
	}

	#[test]
	fn parameters_and_answers_pass_unchanged() {
		let module = with_reasons(methods()).unwrap();
		let none: [u32; 0] = [];
		assert_eq!(ask::<u32>(&module, "count", none), Ok(0));
		assert_eq!(ask::<u32>(&module, "count", ["1", "2"]), Ok(2));
		assert_eq!(ask::<u32>(&module, "sum", [1, 2]), Ok(3));
	}

	#[test]
	fn a_refusal_of_parameters_tells_its_reason() {
		let module = with_reasons(methods()).unwrap();
		let refusal = ask::<u32>(&module, "sum", ["one", "2"]).unwrap_err();
		assert_eq!(refusal.code(), INVALID_PARAMS_CODE);
		assert!(refusal.message().contains("expected u32"), "{refusal:?}");
		assert!(refusal.data().is_some(), "{refusal:?}");
	}

	#[test]
	fn other_refusals_pass_unchanged() {
		let refusal = ErrorObjectOwned::owned(1, "unknown series 7", Some("more"));
		assert_eq!(with_reason(refusal.clone()), refusal);
		let told = ErrorObjectOwned::owned(INVALID_PARAMS_CODE, "no certificates", None::<()>);
		assert_eq!(with_reason(told.clone()), told);
	}
}
