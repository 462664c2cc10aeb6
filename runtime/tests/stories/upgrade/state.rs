//! The state of the old chain, and whether every entry of a state is of the type that the metadata names.

use super::*;
use codec::{Compact, Decode};
use dmex_runtime::AllPalletsWithSystem;
use frame_support::{
	__private::metadata::{v14::StorageEntryType, RuntimeMetadata},
	storage::storage_prefix,
	traits::PalletsInfoAccess,
};
use scale_info::{form::PortableForm, PortableRegistry, Type, TypeDef, TypeDefPrimitive};
use sp_io::TestExternalities;

/// A chain whose runtime is version 1.
pub struct OldChain;
impl OldChain {
	pub fn load() -> TestExternalities {
		let bytes = include_bytes!("../../../../tests/data/chain-before-stages.scale");
		let pairs = Vec::<(Vec<u8>, Vec<u8>)>::decode(&mut &bytes[..]).unwrap();
		let storage = sp_storage::Storage {
			top: pairs.into_iter().collect(),
			children_default: Default::default(),
		};
		TestExternalities::from(storage)
	}
}

/// Keys of the state whose value is not what the metadata says.
pub fn undecodable() -> Vec<Vec<u8>> {
	let RuntimeMetadata::V14(metadata) = Runtime::metadata().1 else { panic!("version 14") };
	let mut storages = Vec::new();
	for storage in metadata.pallets.into_iter().filter_map(|pallet| pallet.storage) {
		for entry in storage.entries {
			let (StorageEntryType::Plain(value) | StorageEntryType::Map { value, .. }) = entry.ty;
			let prefix = storage_prefix(storage.prefix.as_bytes(), entry.name.as_bytes());
			storages.push((prefix, value.id));
		}
	}
	let types = metadata.types;
	let mut found = Vec::new();
	let mut seen = 0;
	for (prefix, value) in storages {
		for key in keys_from(&prefix) {
			seen += 1;
			let bytes = unhashed::get_raw(&key).unwrap();
			let mut rest = &bytes[..];
			if skip(&types, value, &mut rest).is_none() || !rest.is_empty() {
				found.push(key);
			}
		}
	}
	// The others are well-known keys, versions of pallets, and what belongs to no storage.
	let all = keys_from(&[]).len();
	let versions = AllPalletsWithSystem::infos().len();
	assert!(seen > 1_000 && all - seen <= versions + 3, "{seen} of {all} are known");
	found
}

/// All keys with a prefix.
fn keys_from(prefix: &[u8]) -> Vec<Vec<u8>> {
	let mut keys = Vec::new();
	let mut last = prefix.to_vec();
	if unhashed::exists(&last) {
		keys.push(last.clone());
	}
	while let Some(next) = sp_io::storage::next_key(&last).filter(|key| key.starts_with(prefix)) {
		keys.push(next.clone());
		last = next;
	}
	keys
}

/// Read past one value of a type; `None` if it is not one.
fn skip(types: &PortableRegistry, id: u32, rest: &mut &[u8]) -> Option<()> {
	let Type { type_def, .. } = types.resolve(id)?;
	let type_def: &TypeDef<PortableForm> = type_def;
	match type_def {
		TypeDef::Composite(composite) => {
			composite.fields.iter().try_for_each(|field| skip(types, field.ty.id, rest))
		},
		TypeDef::Variant(variants) => {
			let index = u8::decode(rest).ok()?;
			let variant = variants.variants.iter().find(|variant| variant.index == index)?;
			variant.fields.iter().try_for_each(|field| skip(types, field.ty.id, rest))
		},
		TypeDef::Sequence(sequence) => {
			let Compact(length) = Compact::<u32>::decode(rest).ok()?;
			(0..length).try_for_each(|_| skip(types, sequence.type_param.id, rest))
		},
		TypeDef::Array(array) => {
			(0..array.len).try_for_each(|_| skip(types, array.type_param.id, rest))
		},
		TypeDef::Tuple(tuple) => {
			tuple.fields.iter().try_for_each(|each| skip(types, each.id, rest))
		},
		TypeDef::Primitive(primitive) => match primitive {
			TypeDefPrimitive::Bool => bool::decode(rest).ok().map(drop),
			TypeDefPrimitive::Char => None,
			TypeDefPrimitive::Str => String::decode(rest).ok().map(drop),
			TypeDefPrimitive::U8 | TypeDefPrimitive::I8 => take(rest, 1),
			TypeDefPrimitive::U16 | TypeDefPrimitive::I16 => take(rest, 2),
			TypeDefPrimitive::U32 | TypeDefPrimitive::I32 => take(rest, 4),
			TypeDefPrimitive::U64 | TypeDefPrimitive::I64 => take(rest, 8),
			TypeDefPrimitive::U128 | TypeDefPrimitive::I128 => take(rest, 16),
			TypeDefPrimitive::U256 | TypeDefPrimitive::I256 => take(rest, 32),
		},
		TypeDef::Compact(_) => Compact::<u128>::decode(rest).ok().map(drop),
		TypeDef::BitSequence(_) => None,
	}
}

fn take(rest: &mut &[u8], length: usize) -> Option<()> {
	*rest = rest.get(length..)?;
	Some(())
}
