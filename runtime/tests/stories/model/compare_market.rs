//! Comparison of chain and model: the market.

use super::{
	chain::who,
	compare::{same, Check},
	naive::{Auction, Fees, Listing, Lock, Manner, Offer, World},
};
use crate::world::{AccountId, Runtime};
use pallet_hashrate_market::{
	AuctionKind, Auctions, FeeTerms, Foreclosing, Listings, NextAuctionId, NextOfferId, Offers,
};
use std::collections::BTreeMap;

/// Listings, auctions and offers.
pub fn records(world: &World) -> Check {
	let listings: BTreeMap<_, _> = Listings::<Runtime>::iter()
		.map(|(series, item, stored)| ((series as usize, item), listing(stored)))
		.collect();
	each("listing", listings, &world.listings)?;
	let auctions: BTreeMap<_, _> = Auctions::<Runtime>::iter()
		.map(|(id, stored)| (id as usize, auction(id, stored)))
		.collect();
	each("auction", auctions, &world.auctions)?;
	let offers: BTreeMap<_, _> =
		Offers::<Runtime>::iter().map(|(id, stored)| (id as usize, offer(stored))).collect();
	each("offer", offers, &world.offers)?;
	let next = (NextAuctionId::<Runtime>::get() as usize, NextOfferId::<Runtime>::get() as usize);
	same(|| "next ids".into(), next, (world.next_auction, world.next_offer))
}

pub fn each<K, V>(what: &str, chain: BTreeMap<K, V>, model: &BTreeMap<K, V>) -> Check
where
	K: Ord + Clone + std::fmt::Debug,
	V: PartialEq + Clone + std::fmt::Debug,
{
	for key in chain.keys().chain(model.keys()) {
		let (chain, model) = (chain.get(key), model.get(key));
		same(|| format!("{what} {key:?}"), chain, model)?;
	}
	Ok(())
}

fn fees(terms: FeeTerms) -> Fees {
	let FeeTerms { rate, split } = terms;
	let split = (split.pool.deconstruct(), split.treasury.deconstruct());
	Fees { rate: rate.deconstruct(), split }
}

fn listing(stored: pallet_hashrate_market::Listing<AccountId>) -> Listing {
	let pallet_hashrate_market::Listing { seller, price, expires_on, fees: terms } = stored;
	Listing { seller: who(&seller), price, expires_on, fees: fees(terms) }
}

fn auction(id: u32, stored: pallet_hashrate_market::Auction<AccountId>) -> Auction {
	let manner = match stored.kind {
		AuctionKind::English { reserve, buy_now } => Manner::English { reserve, buy_now },
		AuctionKind::Dutch { start_price: start, floor } => Manner::Dutch { start, floor },
	};
	Auction {
		seller: who(&stored.seller),
		series: stored.series as usize,
		items: stored.items.into(),
		last_day: stored.last_day,
		manner,
		opened: stored.schedule.opened,
		planned: stored.schedule.planned,
		ends: stored.schedule.ends,
		latest: stored.schedule.latest,
		window: stored.schedule.window,
		step: stored.step.deconstruct(),
		fees: fees(stored.fees),
		freezes: stored.freezes.into(),
		best: stored.best.map(|bid| (who(&bid.bidder), bid.amount, bid.min_unreleased)),
		due: stored.due,
		left: stored.min_unreleased,
		forecloses: Foreclosing::<Runtime>::get(id).map(|loan| loan as usize),
	}
}

fn offer(stored: pallet_hashrate_market::Offer<AccountId>) -> Offer {
	Offer {
		bidder: who(&stored.bidder),
		series: stored.series as usize,
		item: stored.item,
		amount: stored.amount,
		expires_on: stored.expires_on,
		demanded: stored.min_unreleased,
		first_sale: stored.first_sale,
		freezes: stored.freezes.into(),
		fees: fees(stored.fees),
	}
}

/// What holds a certificate in place, in the model's words.
pub fn lock(stored: Option<dmex_primitives::Lock>) -> Option<Lock> {
	stored.map(|lock| match lock {
		dmex_primitives::Lock::Listed => Lock::Listed,
		dmex_primitives::Lock::Auctioned(id) => Lock::Auctioned(id as usize),
		dmex_primitives::Lock::Collateral => Lock::Collateral,
		dmex_primitives::Lock::Staked => Lock::Staked,
	})
}
