//! The namespace `dmex`: the runtime API `DmexApi` for clients that speak plain JSON-RPC.
//!
//! It adds to the runtime API only the form of the answers and the refusal of bad questions.

use dmex_primitives::{ApplicationId, ClaimId, Day, ItemId, LoanId, NetworkId, SeriesId};
use dmex_runtime_api::{
	ApplicationInfo, AverageInfo, CertificateInfo, ClaimInfo, ClaimsPage, DayInfo,
	DmexApi as DmexRuntimeApi, InsuranceInfo, ListingsCursor, ListingsFilter, ListingsPage,
	LoanInfo, LoansCursor, LoansFilter, LoansPage, MinerInfo, PortfolioCursor, PortfolioPage,
	ProtocolInfo, QuoteInfo, SeriesInfo, SolvencyInfo, StakingInfo, MAX_DAYS, MAX_PAGE,
};
use jsonrpsee::{
	core::RpcResult,
	proc_macros::rpc,
	types::{
		error::{INTERNAL_ERROR_CODE, INVALID_PARAMS_CODE},
		ErrorObjectOwned,
	},
};
use sp_api::{ApiError, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_runtime::{
	traits::{Block as BlockT, Header as HeaderT},
	AccountId32,
};
use std::{collections::BTreeSet, fmt::Display, marker::PhantomData, str::FromStr, sync::Arc};

/// Code of the error for an id that does not exist.
pub const UNKNOWN_ID: i32 = 1;
/// Code of the error for a block that does not exist, or whose state is gone.
pub const UNKNOWN_BLOCK: i32 = 2;

/// What wallets ask of a DMEX chain. `at` is the hash of a block; without it, the best one answers. The
/// methods of the runtime API tell how much of the storage each of them reads at most.
#[rpc(client, server, namespace = "dmex")]
pub trait DmexApi {
	/// The clock, the stage of governance, the parameters, the networks and the payment assets.
	#[method(name = "protocol", blocking)]
	fn protocol(&self, at: Option<String>) -> RpcResult<ProtocolInfo>;

	/// A miner: its record, its applications that are voted on or approved, and its pledge.
	#[method(name = "miner", blocking)]
	fn miner(&self, account: String, at: Option<String>) -> RpcResult<MinerInfo>;

	/// An application: its terms, its disclosure, its status and its referendum.
	#[method(name = "application", blocking)]
	fn application(&self, id: ApplicationId, at: Option<String>) -> RpcResult<ApplicationInfo>;

	/// A series: its terms, its certificates by state, its settled days and the record of its
	/// payments.
	#[method(name = "series", blocking)]
	fn series(&self, id: SeriesId, at: Option<String>) -> RpcResult<SeriesInfo>;

	/// A certificate: its owner, its days, its income, its unreleased deposit, its share of a
	/// slashed pledge, its debt to a loan, its stake, the offers for it and its insurance awards.
	#[method(name = "certificate", blocking)]
	fn certificate(
		&self,
		series: SeriesId,
		item: ItemId,
		at: Option<String>,
	) -> RpcResult<CertificateInfo>;

	/// A page of an account's certificates, then of the offers that it made, of its loans on either side, of
	/// the loans that it offers, and of its stakes, at most 100 together, beginning after `cursor`; and its
	/// credits.
	#[method(name = "portfolio", blocking)]
	fn portfolio(
		&self,
		account: String,
		cursor: Option<PortfolioCursor>,
		limit: Option<u32>,
		at: Option<String>,
	) -> RpcResult<PortfolioPage>;

	/// The settled days of a series in a range of at most 100 days.
	#[method(name = "history", blocking)]
	fn history(
		&self,
		series: SeriesId,
		from_day: Day,
		to_day: Day,
		at: Option<String>,
	) -> RpcResult<Vec<DayInfo>>;

	/// A page of what can be bought now, at most 100 listings, the cheapest first, and auctions,
	/// beginning after `cursor`. It visits at most 1,000 of them, and may be short, or empty, and still
	/// have a cursor, if there may be more.
	#[method(name = "listings", blocking)]
	fn listings(
		&self,
		filter: Option<ListingsFilter>,
		cursor: Option<ListingsCursor>,
		limit: Option<u32>,
		at: Option<String>,
	) -> RpcResult<ListingsPage>;

	/// What buying 1 to 100 listed certificates of a series would cost now, and what each day to
	/// come releases and leaves.
	#[method(name = "quote", blocking)]
	fn quote(
		&self,
		series: SeriesId,
		items: Vec<ItemId>,
		at: Option<String>,
	) -> RpcResult<QuoteInfo>;

	/// What the chain's accounts hold for others, against what they must hold.
	#[method(name = "solvency", blocking)]
	fn solvency(&self, at: Option<String>) -> RpcResult<SolvencyInfo>;

	/// A loan or the request for one: its terms, its debt, its due day, its collateral, and the auction of
	/// it.
	#[method(name = "loan", blocking)]
	fn loan(&self, loan: LoanId, at: Option<String>) -> RpcResult<LoanInfo>;

	/// A page of the loans that can be had now, at most 100 requests and offers, beginning after `cursor`.
	/// It visits at most 1,000 of them, and may be short, or empty, and still have a cursor, if there may
	/// be more.
	#[method(name = "loans", blocking)]
	fn loans(
		&self,
		filter: Option<LoansFilter>,
		cursor: Option<LoansCursor>,
		limit: Option<u32>,
		at: Option<String>,
	) -> RpcResult<LoansPage>;

	/// Staking: its budget, what is owed to stakers, the emission of today, and the pool of each network.
	#[method(name = "staking", blocking)]
	fn staking(&self, at: Option<String>) -> RpcResult<StakingInfo>;

	/// The insurance pool by asset, the rules for claims, the number of live claims, and at most 100 of
	/// them.
	#[method(name = "insurance", blocking)]
	fn insurance(&self, at: Option<String>) -> RpcResult<InsuranceInfo>;

	/// A claim: its request, its referendum, the loss that is left, and its award.
	#[method(name = "claim", blocking)]
	fn claim(&self, claim: ClaimId, at: Option<String>) -> RpcResult<ClaimInfo>;

	/// A page of all claims ever filed, at most 100, the oldest first, beginning after `cursor`.
	#[method(name = "claims", blocking)]
	fn claims(
		&self,
		cursor: Option<ClaimId>,
		limit: Option<u32>,
		at: Option<String>,
	) -> RpcResult<ClaimsPage>;

	/// The market average of a network for a day: `state` (`known`, `disputed`, `pending`, `never` or
	/// `struck`), `value` and `disputed`, each a decimal string or `null`.
	#[method(name = "marketAverage", blocking)]
	fn market_average(
		&self,
		network: NetworkId,
		day: Day,
		at: Option<String>,
	) -> RpcResult<AverageInfo>;
}

/// The methods, answered by a client.
pub struct Dmex<Client, Block> {
	client: Arc<Client>,
	_block: PhantomData<fn() -> Block>,
}

impl<Client, Block> Dmex<Client, Block> {
	/// The methods of this client.
	pub fn new(client: Arc<Client>) -> Self {
		Self { client, _block: PhantomData }
	}
}

impl<Client, Block> DmexApiServer for Dmex<Client, Block>
where
	Block: BlockT,
	Client: ProvideRuntimeApi<Block> + HeaderBackend<Block> + Send + Sync + 'static,
	Client::Api: DmexRuntimeApi<Block>,
{
	fn protocol(&self, at: Option<String>) -> RpcResult<ProtocolInfo> {
		let at = self.block(at)?;
		self.client.runtime_api().protocol(at).map_err(failed)
	}

	fn miner(&self, account: String, at: Option<String>) -> RpcResult<MinerInfo> {
		let (who, at) = (parse_account(&account)?, self.block(at)?);
		let info = self.client.runtime_api().miner(at, who).map_err(failed)?;
		info.ok_or_else(|| unknown(format_args!("miner {account}")))
	}

	fn application(&self, id: ApplicationId, at: Option<String>) -> RpcResult<ApplicationInfo> {
		let at = self.block(at)?;
		let info = self.client.runtime_api().application(at, id).map_err(failed)?;
		info.ok_or_else(|| unknown(format_args!("application {id}")))
	}

	fn series(&self, id: SeriesId, at: Option<String>) -> RpcResult<SeriesInfo> {
		let at = self.block(at)?;
		let info = self.client.runtime_api().series(at, id).map_err(failed)?;
		info.ok_or_else(|| unknown(format_args!("series {id}")))
	}

	fn certificate(
		&self,
		series: SeriesId,
		item: ItemId,
		at: Option<String>,
	) -> RpcResult<CertificateInfo> {
		let at = self.block(at)?;
		let info = self.client.runtime_api().certificate(at, series, item).map_err(failed)?;
		info.ok_or_else(|| unknown(format_args!("certificate {item} of series {series}")))
	}

	fn portfolio(
		&self,
		account: String,
		cursor: Option<PortfolioCursor>,
		limit: Option<u32>,
		at: Option<String>,
	) -> RpcResult<PortfolioPage> {
		let limit = parse_limit(limit)?;
		let (who, at) = (parse_account(&account)?, self.block(at)?);
		self.client.runtime_api().portfolio(at, who, cursor, limit).map_err(failed)
	}

	fn history(
		&self,
		series: SeriesId,
		from_day: Day,
		to_day: Day,
		at: Option<String>,
	) -> RpcResult<Vec<DayInfo>> {
		ensure_range(from_day, to_day)?;
		let at = self.block(at)?;
		let days = self.client.runtime_api().history(at, series, from_day, to_day);
		days.map_err(failed)?.ok_or_else(|| unknown(format_args!("series {series}")))
	}

	fn listings(
		&self,
		filter: Option<ListingsFilter>,
		cursor: Option<ListingsCursor>,
		limit: Option<u32>,
		at: Option<String>,
	) -> RpcResult<ListingsPage> {
		let limit = parse_limit(limit)?;
		let (filter, at) = (filter.unwrap_or_default(), self.block(at)?);
		self.client.runtime_api().listings(at, filter, cursor, limit).map_err(failed)
	}

	fn quote(
		&self,
		series: SeriesId,
		items: Vec<ItemId>,
		at: Option<String>,
	) -> RpcResult<QuoteInfo> {
		ensure_list(&items)?;
		let at = self.block(at)?;
		let info = self.client.runtime_api().quote(at, series, items).map_err(failed)?;
		info.ok_or_else(|| not_for_sale(series))
	}

	fn solvency(&self, at: Option<String>) -> RpcResult<SolvencyInfo> {
		let at = self.block(at)?;
		let info = self.client.runtime_api().solvency(at).map_err(failed)?;
		info.ok_or_else(|| error(INTERNAL_ERROR_CODE, "a ledger is damaged"))
	}

	fn loan(&self, loan: LoanId, at: Option<String>) -> RpcResult<LoanInfo> {
		let at = self.block(at)?;
		let info = self.client.runtime_api().loan(at, loan).map_err(failed)?;
		info.ok_or_else(|| unknown(format_args!("loan {loan}: it never was, or has ended")))
	}

	fn loans(
		&self,
		filter: Option<LoansFilter>,
		cursor: Option<LoansCursor>,
		limit: Option<u32>,
		at: Option<String>,
	) -> RpcResult<LoansPage> {
		let limit = parse_limit(limit)?;
		let (filter, at) = (filter.unwrap_or_default(), self.block(at)?);
		self.client.runtime_api().loans(at, filter, cursor, limit).map_err(failed)
	}

	fn staking(&self, at: Option<String>) -> RpcResult<StakingInfo> {
		let at = self.block(at)?;
		self.client.runtime_api().staking(at).map_err(failed)
	}

	fn insurance(&self, at: Option<String>) -> RpcResult<InsuranceInfo> {
		let at = self.block(at)?;
		self.client.runtime_api().insurance(at).map_err(failed)
	}

	fn claim(&self, claim: ClaimId, at: Option<String>) -> RpcResult<ClaimInfo> {
		let at = self.block(at)?;
		let info = self.client.runtime_api().claim(at, claim).map_err(failed)?;
		info.ok_or_else(|| unknown(format_args!("claim {claim}")))
	}

	fn claims(
		&self,
		cursor: Option<ClaimId>,
		limit: Option<u32>,
		at: Option<String>,
	) -> RpcResult<ClaimsPage> {
		let limit = parse_limit(limit)?;
		let at = self.block(at)?;
		self.client.runtime_api().claims(at, cursor, limit).map_err(failed)
	}

	fn market_average(
		&self,
		network: NetworkId,
		day: Day,
		at: Option<String>,
	) -> RpcResult<AverageInfo> {
		let at = self.block(at)?;
		let info = self.client.runtime_api().market_average(at, network, day).map_err(failed)?;
		info.ok_or_else(|| unknown(format_args!("network {network}")))
	}
}

impl<Client: HeaderBackend<Block>, Block: BlockT> Dmex<Client, Block> {
	/// The block that is asked about.
	fn block(&self, at: Option<String>) -> RpcResult<Block::Hash> {
		let Some(text) = at else { return Ok(self.client.info().best_hash) };
		let hash = parse_hash::<Block>(&text)?;
		match self.client.header(hash) {
			Ok(Some(header)) => Ok(header.hash()),
			Ok(None) => Err(error(UNKNOWN_BLOCK, format_args!("unknown block {text}"))),
			Err(cause) => Err(error(INTERNAL_ERROR_CODE, cause)),
		}
	}
}

fn error(code: i32, message: impl Display) -> ErrorObjectOwned {
	ErrorObjectOwned::owned(code, message.to_string(), None::<()>)
}

fn malformed(message: impl Display) -> ErrorObjectOwned {
	error(INVALID_PARAMS_CODE, message)
}

fn unknown(what: impl Display) -> ErrorObjectOwned {
	error(UNKNOWN_ID, format_args!("unknown {what}"))
}

/// The error of a quote that cannot be given.
fn not_for_sale(series: SeriesId) -> ErrorObjectOwned {
	let rule = "each must be listed and for sale now, and all unsold or all sold before";
	error(
		UNKNOWN_ID,
		format_args!("these certificates of series {series} cannot be bought: {rule}"),
	)
}

/// The error of a call of the runtime. The block exists, but its state may have been pruned.
fn failed(cause: ApiError) -> ErrorObjectOwned {
	let pruned = match &cause {
		ApiError::UnknownBlock(_) => true,
		ApiError::Application(cause) => matches!(
			cause.downcast_ref::<sp_blockchain::Error>(),
			Some(sp_blockchain::Error::UnknownBlock(_))
		),
		_ => false,
	};
	error(if pruned { UNKNOWN_BLOCK } else { INTERNAL_ERROR_CODE }, cause)
}

/// An account in SS58, or its public key as 0x-hex.
fn parse_account(text: &str) -> RpcResult<AccountId32> {
	AccountId32::from_str(text).map_err(|_| malformed(format_args!("malformed account: {text}")))
}

/// The hash of a block as 0x-hex.
fn parse_hash<Block: BlockT>(text: &str) -> RpcResult<Block::Hash> {
	let value = serde_json::Value::String(text.into());
	let refused = || malformed(format_args!("malformed block hash: {text}"));
	if !text.starts_with("0x") {
		return Err(refused());
	}
	serde_json::from_value(value).map_err(|_| refused())
}

fn parse_limit(limit: Option<u32>) -> RpcResult<u32> {
	match limit.unwrap_or(MAX_PAGE) {
		limit @ 1..=MAX_PAGE => Ok(limit),
		limit => Err(malformed(format_args!("limit {limit} is not from 1 to {MAX_PAGE}"))),
	}
}

/// A list that names something, and nothing twice.
fn ensure_list(items: &[ItemId]) -> RpcResult<()> {
	let distinct: BTreeSet<_> = items.iter().collect();
	match items.len() {
		0 => Err(malformed("no certificates")),
		count if count > MAX_PAGE as usize => {
			Err(malformed(format_args!("more than {MAX_PAGE} certificates")))
		},
		count if count > distinct.len() => Err(malformed("a certificate is named twice")),
		_ => Ok(()),
	}
}

fn ensure_range(from: Day, to: Day) -> RpcResult<()> {
	match to.checked_sub(from) {
		Some(0..MAX_DAYS) => Ok(()),
		Some(_) => Err(malformed(format_args!("more than {MAX_DAYS} days"))),
		None => Err(malformed(format_args!("day {from} is after day {to}"))),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use dmex_runtime::opaque::Block;
	use sp_keyring::Sr25519Keyring::Alice;

	fn code<T: std::fmt::Debug>(result: RpcResult<T>) -> i32 {
		result.unwrap_err().code()
	}

	#[test]
	fn accounts_are_ss58_or_hex() {
		let alice = Alice.to_account_id();
		assert_eq!(parse_account(&alice.to_string()), Ok(alice.clone()));
		let hex = format!("0x{}", "d4".repeat(32));
		assert_eq!(parse_account(&hex), Ok([0xd4; 32].into()));
		for text in ["", "Alice", "0x", "0xd4", &alice.to_string()[1..]] {
			assert_eq!(code(parse_account(text)), -32602, "{text}");
		}
	}

	#[test]
	fn hashes_are_hex_of_32_bytes() {
		let text = format!("0x{}", "0a".repeat(32));
		assert_eq!(parse_hash::<Block>(&text), Ok([0x0a; 32].into()));
		for text in ["", "0x", "0x0a", &text[2..], &text[..64], &format!("{text}00"), "latest"] {
			assert_eq!(code(parse_hash::<Block>(text)), -32602, "{text}");
		}
	}

	#[test]
	fn pages_are_bounded() {
		assert_eq!(parse_limit(None), Ok(100));
		assert_eq!(parse_limit(Some(1)), Ok(1));
		assert_eq!(parse_limit(Some(100)), Ok(100));
		assert_eq!(code(parse_limit(Some(0))), -32602);
		assert_eq!(code(parse_limit(Some(101))), -32602);
	}

	#[test]
	fn lists_of_certificates_are_bounded_and_name_nothing_twice() {
		let all: Vec<ItemId> = (0..101).collect();
		assert_eq!(ensure_list(&all[..1]), Ok(()));
		assert_eq!(ensure_list(&all[..100]), Ok(()));
		for list in [&[][..], &all, &[7, 8, 7]] {
			assert_eq!(code(ensure_list(list)), -32602, "{list:?}");
		}
	}

	#[test]
	fn ranges_of_days_are_bounded() {
		assert_eq!(ensure_range(7, 7), Ok(()));
		assert_eq!(ensure_range(7, 106), Ok(()));
		assert_eq!(code(ensure_range(7, 107)), -32602);
		assert_eq!(code(ensure_range(0, u32::MAX)), -32602);
		assert_eq!(code(ensure_range(8, 7)), -32602);
	}

	#[test]
	fn errors_tell_what_is_unknown() {
		let error = unknown(format_args!("series {}", 7));
		assert_eq!((error.code(), error.message()), (1, "unknown series 7"));
		assert_eq!(failed(ApiError::UnknownBlock("pruned".into())).code(), 2);
		let pruned = sp_blockchain::Error::UnknownBlock("discarded".into());
		assert_eq!(failed(ApiError::Application(pruned.into())).code(), 2);
		assert_eq!(failed(ApiError::Application("else".into())).code(), -32603);
	}
}
