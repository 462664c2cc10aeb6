use super::*;

fn withdraw(who: u64, asset: Asset) -> DispatchResult {
	RiskEscrow::withdraw_owed(RawOrigin::Signed(who).into(), asset)
}

/// A release of 199 waits for the miner.
fn owed() {
	two_sold(110);
	assert_ok!(Assets::block(RawOrigin::Signed(ISSUER).into(), 1, MINER));
	assert_ok!(distribute(101, &[1]));
}

#[test]
fn pays_what_waits() {
	run(|| {
		owed();
		assert_ok!(Assets::thaw(RawOrigin::Signed(ISSUER).into(), 1, MINER));
		assert_ok!(withdraw(MINER, USDT));
		assert_eq!((gain(USDT, MINER), escrowed(USDT)), (199, 402));
		assert!(!Owed::<Test>::contains_key(MINER, USDT));
		happened(Event::OwedPaid { who: MINER, asset: USDT, amount: 199 });
		assert_noop!(withdraw(MINER, USDT), Error::<Test>::NothingOwed);
	});
}

#[test]
fn refuses_others_other_assets_and_no_origin() {
	run(|| {
		owed();
		assert_noop!(withdraw(ALICE, USDT), Error::<Test>::NothingOwed);
		assert_noop!(withdraw(MINER, DMC), Error::<Test>::NothingOwed);
		assert_noop!(
			RiskEscrow::withdraw_owed(RawOrigin::Root.into(), USDT),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn keeps_what_still_cannot_be_paid() {
	run(|| {
		owed();
		assert_noop!(withdraw(MINER, USDT), TokenError::Blocked);
		assert_eq!(Owed::<Test>::get(MINER, USDT), 199);
	});
}
