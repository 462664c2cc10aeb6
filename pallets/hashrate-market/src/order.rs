//! Keys of the indices that are read in their order. Pure: no storage, no `Config`.
//!
//! Their storage is not hashed, and keys are visited in the order of their bytes: so numbers are written
//! with the most significant byte first.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use dmex_primitives::{Asset, Balance, Day, ItemId, OfferId, SeriesId};
use scale_info::TypeInfo;

/// Number of bytes of an asset in a key.
const ASSET: usize = 5;
/// Number of bytes of an amount in a key.
const AMOUNT: usize = 16;

/// DMC first, then the other assets by their id.
fn asset_bytes(asset: &Asset) -> [u8; ASSET] {
	let (first, id) = match asset {
		Asset::Native => (0, 0),
		Asset::WithId(id) => (1, *id),
	};
	let [a, b, c, d] = id.to_be_bytes();
	[first, a, b, c, d]
}

/// The asset that was written as these bytes.
fn asset_of([first, a, b, c, d]: [u8; ASSET]) -> Asset {
	match first {
		0 => Asset::Native,
		_ => Asset::WithId(u32::from_be_bytes([a, b, c, d])),
	}
}

/// A listing among those of its series: the cheapest first, then the lowest item.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ByPrice {
	/// Price of the certificate, big-endian.
	price: [u8; AMOUNT],
	/// Certificate in the series, big-endian.
	item: [u8; 4],
}

impl ByPrice {
	/// The key of a listing.
	pub fn of(price: Balance, item: ItemId) -> Self {
		Self { price: price.to_be_bytes(), item: item.to_be_bytes() }
	}

	/// Price of the certificate.
	pub fn price(&self) -> Balance {
		Balance::from_be_bytes(self.price)
	}

	/// Certificate in the series.
	pub fn item(&self) -> ItemId {
		ItemId::from_be_bytes(self.item)
	}
}

/// A listing among those of its network: by asset, of each the cheapest first, then by series and item.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ByAssetAndPrice {
	/// Asset of the price: zero for DMC, or one and the id of another asset, big-endian.
	asset: [u8; ASSET],
	/// Price of the certificate, big-endian.
	price: [u8; AMOUNT],
	/// Series of the certificate, big-endian.
	series: [u8; 4],
	/// Certificate in the series, big-endian.
	item: [u8; 4],
}

impl ByAssetAndPrice {
	/// The key of a listing.
	pub fn of(asset: &Asset, price: Balance, series: SeriesId, item: ItemId) -> Self {
		let (asset, price) = (asset_bytes(asset), price.to_be_bytes());
		Self { asset, price, series: series.to_be_bytes(), item: item.to_be_bytes() }
	}

	/// A key that no listing with this asset comes before.
	pub fn first_of(asset: &Asset) -> Self {
		Self::of(asset, 0, 0, 0)
	}

	/// A key that no listing with this asset comes after.
	pub fn last_of(asset: &Asset) -> Self {
		Self::of(asset, Balance::MAX, SeriesId::MAX, ItemId::MAX)
	}

	/// Asset of the price.
	pub fn asset(&self) -> Asset {
		asset_of(self.asset)
	}

	/// Price of the certificate.
	pub fn price(&self) -> Balance {
		Balance::from_be_bytes(self.price)
	}

	/// Series of the certificate.
	pub fn series(&self) -> SeriesId {
		SeriesId::from_be_bytes(self.series)
	}

	/// Certificate in the series.
	pub fn item(&self) -> ItemId {
		ItemId::from_be_bytes(self.item)
	}
}

/// An offer among those for the same certificate: the highest first, then the oldest.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ByAmount {
	/// The largest amount there is less the amount of the offer, big-endian.
	complement: [u8; AMOUNT],
	/// Id of the offer, big-endian.
	offer: [u8; 4],
}

impl ByAmount {
	/// The key of an offer.
	pub fn of(amount: Balance, offer: OfferId) -> Self {
		Self { complement: (!amount).to_be_bytes(), offer: offer.to_be_bytes() }
	}

	/// Id of the offer.
	pub fn offer(&self) -> OfferId {
		OfferId::from_be_bytes(self.offer)
	}
}

/// An offer among all: that which expires first, then the oldest.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ByExpiry {
	/// First day on which the offer can no longer be accepted, big-endian.
	expires_on: [u8; 4],
	/// Id of the offer, big-endian.
	offer: [u8; 4],
}

impl ByExpiry {
	/// The key of an offer.
	pub fn of(expires_on: Day, offer: OfferId) -> Self {
		Self { expires_on: expires_on.to_be_bytes(), offer: offer.to_be_bytes() }
	}

	/// First day on which the offer can no longer be accepted.
	pub fn expires_on(&self) -> Day {
		Day::from_be_bytes(self.expires_on)
	}

	/// Id of the offer.
	pub fn offer(&self) -> OfferId {
		OfferId::from_be_bytes(self.offer)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use core::cmp::Reverse;
	use proptest::prelude::*;

	fn asset(number: u32) -> Asset {
		number.checked_sub(1).map_or(Asset::Native, Asset::WithId)
	}

	proptest! {
		/// Encoded keys are ordered as what they were made of, and tell it.
		#[test]
		fn listings_of_a_series_are_ordered(a: (Balance, u32), b: (Balance, u32)) {
			let [one, other] = [a, b].map(|(price, item)| ByPrice::of(price, item));
			prop_assert_eq!(one.encode().cmp(&other.encode()), a.cmp(&b));
			prop_assert_eq!(one.cmp(&other), a.cmp(&b));
			prop_assert_eq!((one.price(), one.item()), a);
		}

		#[test]
		fn listings_of_a_network_are_ordered(
			a in (0..3u32, 0..3 as Balance, 0..3u32, any::<u32>()),
			b in (0..3u32, any::<Balance>(), 0..3u32, 0..3u32),
		) {
			let key = |(id, price, series, item)| ByAssetAndPrice::of(&asset(id), price, series, item);
			let (one, other) = (key(a), key(b));
			prop_assert_eq!(one.encode().cmp(&other.encode()), a.cmp(&b));
			let told = (one.asset(), one.price(), one.series(), one.item());
			prop_assert_eq!(told, (asset(a.0), a.1, a.2, a.3));
			prop_assert!(ByAssetAndPrice::first_of(&asset(a.0)) <= one);
			prop_assert!(ByAssetAndPrice::last_of(&asset(a.0)) >= one);
			prop_assert!(ByAssetAndPrice::last_of(&asset(a.0)) < ByAssetAndPrice::first_of(&asset(a.0 + 1)));
		}

		#[test]
		fn assets_are_ordered_by_id(a: u32, b: u32) {
			let bytes = |id| asset_bytes(&Asset::WithId(id));
			prop_assert_eq!(bytes(a).cmp(&bytes(b)), a.cmp(&b));
			prop_assert!(asset_bytes(&Asset::Native) < bytes(a));
			prop_assert_eq!(asset_of(bytes(a)), Asset::WithId(a));
		}

		#[test]
		fn offers_are_ordered_from_the_highest_and_oldest(a: (Balance, u32), b: (Balance, u32)) {
			let [one, other] = [a, b].map(|(amount, offer)| ByAmount::of(amount, offer).encode());
			let rank = |(amount, offer)| (Reverse(amount), offer);
			prop_assert_eq!(one.cmp(&other), rank(a).cmp(&rank(b)));
			prop_assert_eq!(ByAmount::of(a.0, a.1).offer(), a.1);
		}

		#[test]
		fn offers_are_ordered_by_expiry(a: (Day, u32), b: (Day, u32)) {
			let [one, other] = [a, b].map(|(day, offer)| ByExpiry::of(day, offer));
			prop_assert_eq!(one.encode().cmp(&other.encode()), a.cmp(&b));
			prop_assert_eq!((one.expires_on(), one.offer()), a);
		}
	}
}
