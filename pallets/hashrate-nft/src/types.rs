//! Records of series and certificates.

use codec::{Decode, Encode, MaxEncodedLen};
use dmex_primitives::{Lien, Lock, SeriesTerms};
use scale_info::TypeInfo;

/// Terms of a series on this chain's accounts.
pub type SeriesTermsOf<T> = SeriesTerms<<T as frame_system::Config>::AccountId>;

/// A lien with a creditor of this chain's accounts.
pub type LienOf<T> = Lien<<T as frame_system::Config>::AccountId>;

/// Maximum number of certificates that one call mints.
pub const MAX_MINT: u32 = 256;

/// A certificate that exists. It is small, because every transfer reads it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct CertificateRecord {
	/// Whether its first sale has happened.
	pub sold: bool,
	/// Lock that holds the certificate in place, if any.
	pub lock: Option<Lock>,
}

/// Numbers of certificates of a series. They are small, because every sale writes them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SeriesCounts {
	/// Number of certificates that were minted; also the id of the next one.
	pub minted: u32,
	/// Number of certificates that wait for their first sale.
	pub unsold: u32,
	/// Number of certificates that were sold, ended and burnt ones included.
	pub sold: u32,
	/// Number of sold certificates that ended: every day of their term is settled, or their series
	/// was terminated.
	pub ended: u32,
	/// Number of ended certificates that were paid out and burnt.
	pub retired: u32,
}
