use crate::{mock::*, Error, Origin};
use frame_support::{
	assert_noop, assert_ok,
	traits::{EnsureOriginWithArg, Get},
};
use sp_runtime::DispatchError::BadOrigin;

fn limit(value: Option<u32>) -> RuntimeParameters {
	RuntimeParameters::Rules(rules::Parameters::Limit(rules::Limit, value))
}

fn set(origin: RuntimeOrigin, value: u32) -> sp_runtime::DispatchResult {
	Governance::set_parameter(origin, limit(Some(value)))
}

#[test]
fn stores_a_value_in_range() {
	execute_with_checks(|| {
		assert_ok!(set(RuntimeOrigin::signed(COUNCIL), 300));
		assert_eq!(<rules::Limit as Get<u32>>::get(), 300);
		assert!(System::events().iter().any(|record| matches!(
			record.event,
			RuntimeEvent::Parameters(pallet_parameters::Event::Updated { .. })
		)));
		assert_ok!(set(RuntimeOrigin::root(), 301));
		assert_eq!(<rules::Limit as Get<u32>>::get(), 301);
	});
}

#[test]
fn leaves_some_to_root() {
	execute_with_checks(|| {
		let fuse = || RuntimeParameters::Rules(rules::Parameters::Fuse(rules::Fuse, Some(300)));
		let council = RuntimeOrigin::signed(COUNCIL);
		assert_noop!(Governance::set_parameter(council, fuse()), BadOrigin);
		assert_ok!(Governance::set_parameter(RuntimeOrigin::root(), fuse()));
		assert_eq!(<rules::Fuse as Get<u32>>::get(), 300);
	});
}

#[test]
fn refuses_a_value_out_of_range() {
	execute_with_checks(|| {
		for value in [0, 109, 1_001, u32::MAX] {
			assert_noop!(set(RuntimeOrigin::root(), value), Error::<Test>::OutOfRange);
		}
		assert_ok!(set(RuntimeOrigin::root(), 110));
		assert_ok!(set(RuntimeOrigin::root(), 1_000));
	});
}

#[test]
fn refuses_to_delete() {
	execute_with_checks(|| {
		assert_noop!(
			Governance::set_parameter(RuntimeOrigin::root(), limit(None)),
			Error::<Test>::NoValue
		);
	});
}

#[test]
fn refuses_others() {
	execute_with_checks(|| {
		assert_noop!(set(RuntimeOrigin::signed(1), 300), BadOrigin);
		assert_noop!(set(RuntimeOrigin::none(), 300), BadOrigin);
	});
}

#[test]
fn is_the_only_way_to_the_store() {
	execute_with_checks(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::signed(COUNCIL), RuntimeOrigin::none()]
		{
			assert_noop!(Parameters::set_parameter(origin, limit(Some(300))), BadOrigin);
		}
		let ours = RuntimeOrigin::from(Origin::SetParameter);
		assert_ok!(<crate::EnsureSetParameter as EnsureOriginWithArg<_, ()>>::ensure_origin(
			ours,
			&()
		));
	});
}
