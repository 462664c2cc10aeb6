use super::*;

#[test]
fn freezes_without_a_vote_or_a_breach() {
	execute_with_checks(|| {
		stricken();
		let freeze =
			Freeze { cause: FreezeCause::Event, since: 103, cutoff: 102, referendum: None };
		assert_eq!((ledger().state, ledger().history.freezes), (SeriesState::Frozen(freeze), 1));
		assert!(Terms::get(S).unwrap().frozen);
		assert_eq!((FrozenSeries::get(), Breaches::get(), Votes::get().len()), (1, 0, 0));
		happened(Event::EventDeclared { series: S, evidence: evidence() });
	});
}

#[test]
fn stops_the_clocks_of_late_and_underpaid_days() {
	execute_with_checks(|| {
		stricken();
		Today::set(160);
		assert_eq!(condition().breach, None);
		assert_ok!(distribute(103, &days(20, 0)));
		assert_eq!((ledger().clocks.underpaid_streak, ledger().clocks.underpaid_days), (0, 0));
		assert_eq!(Noted::get(), (22, 2, 0, 0));
	});
}

#[test]
fn refuses_while_a_breach_can_be_proved() {
	execute_with_checks(|| {
		promised();
		Today::set(109);
		assert_eq!(condition().breach, None);
		Today::set(110);
		assert_noop!(declare(), Error::<Test>::BreachProvable);
		assert_ok!(distribute(101, &days(9, 10_000)));
		assert_ok!(declare());
	});
}

#[test]
fn refuses_what_is_not_open() {
	execute_with_checks(|| {
		assert_noop!(declare(), Error::<Test>::UnknownSeries);
		series(S, 10, 360, USDT, 10);
		assert_noop!(declare(), Error::<Test>::NotSold);
		stricken();
		assert_noop!(declare(), Error::<Test>::Frozen);
	});
	execute_with_checks(|| {
		broken();
		assert_noop!(declare(), Error::<Test>::Frozen);
		vote(VoteOutcome::Approved);
		assert_ok!(conclude());
		assert_noop!(declare(), Error::<Test>::Terminated);
	});
}

#[test]
fn refuses_an_address_of_evidence_that_leads_nowhere() {
	execute_with_checks(|| {
		promised();
		for uri in ["", "fire", "http://example.org", "https://exam ple.org", "ipfs://a\u{202e}b"] {
			let uri = uri.as_bytes().to_vec().try_into().unwrap();
			let evidence = Evidence { uri, ..evidence() };
			let declared = || RiskEscrow::freeze_for_event(RawOrigin::Root.into(), S, evidence);
			assert_noop!(with_storage_layer(declared), Error::<Test>::InvalidUri);
		}
	});
}

#[test]
fn refuses_everyone_but_admin() {
	execute_with_checks(|| {
		promised();
		let miner = RawOrigin::Signed(MINER).into();
		assert_noop!(RiskEscrow::freeze_for_event(miner, S, evidence()), DispatchError::BadOrigin);
	});
}
