//! Whether the computer is as fast as the weights assume.

use sc_service::{ChainType, Configuration};
use sc_sysinfo::{HwBench, Metric, Requirement, Requirements, Throughput};
use sc_telemetry::TelemetryHandle;

/// Options of the hardware check.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct HardwareParams {
	/// Do not measure the hardware at the start. A development chain never does.
	#[arg(long)]
	pub no_hardware_benchmarks: bool,
}

impl HardwareParams {
	/// Whether to measure at the start.
	pub fn wanted(&self, config: &Configuration) -> bool {
		!self.no_hardware_benchmarks && config.chain_spec.chain_type() != ChainType::Development
	}
}

/// The reference hardware on which the weights of stock pallets were measured.
pub fn requirements() -> Requirements {
	let requirement = |metric, minimum| Requirement { metric, minimum, validator_only: false };
	Requirements(vec![
		requirement(Metric::Blake2256, Throughput::from_mibs(1000.0)),
		requirement(Metric::Sr25519Verify, Throughput::from_kibs(637.62)),
		requirement(Metric::MemCopy, Throughput::from_gibs(11.49)),
		requirement(Metric::DiskSeqWrite, Throughput::from_mibs(950.0)),
		requirement(Metric::DiskRndWrite, Throughput::from_mibs(420.0)),
	])
}

/// Measures processor, memory and the disk of the database.
pub fn measure(config: &Configuration) -> Option<HwBench> {
	let path = config.database.path()?;
	std::fs::create_dir_all(path).ok()?;
	Some(sc_sysinfo::gather_hwbench(Some(path), &requirements()))
}

/// Prints what was measured, and warns an authority that is too slow.
pub fn report(measured: &HwBench, is_authority: bool) {
	sc_sysinfo::print_hwbench(measured);
	if let (true, Err(failures)) = (is_authority, requirements().check_hardware(measured, false)) {
		log::warn!("The hardware is slower than what an authority needs: {failures}");
	}
}

/// Tells telemetry what was measured, whenever it connects.
pub fn telemetry(measured: HwBench, to: TelemetryHandle) -> impl std::future::Future<Output = ()> {
	sc_sysinfo::initialize_hwbench_telemetry(to, measured)
}
