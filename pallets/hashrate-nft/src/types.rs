//! What is stored of a series and of a certificate.

use codec::{Decode, Encode, MaxEncodedLen};
use dmex_primitives::{Lock, SeriesTerms};
use scale_info::TypeInfo;

/// The terms of a series on this chain's accounts.
pub type SeriesTermsOf<T> = SeriesTerms<<T as frame_system::Config>::AccountId>;

/// Calls mint at most this many certificates at once.
pub const MAX_MINT: u32 = 256;

/// A certificate that exists. Small, for it is read at every transfer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct CertificateRecord {
	/// Whether its first sale has happened.
	pub sold: bool,
	/// What holds it in place, besides being unsold.
	pub lock: Option<Lock>,
}

/// The certificates of a series by what became of them. Small, for every sale writes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeriesCounts {
	/// Minted since its creation; also the id of the next item.
	pub minted: u32,
	/// The miner's, waiting for their first sale.
	pub unsold: u32,
	/// Sold for the first time, whatever became of them since.
	pub sold: u32,
	/// Of those sold: every day of their term is settled, or their series was terminated.
	pub ended: u32,
	/// Of those ended: paid out and burnt.
	pub retired: u32,
}
