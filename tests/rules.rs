//! Runs every example of every built-in rule as a separate test, and every good example with all stable rules.

#![allow(clippy::print_stderr)]

use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use mtlint_rules::engine::ActiveRule;
use mtlint_rules::examples::{ExampleCase, cases};
use mtlint_rules::rule::{Rule, Status};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let rules = match mtlint::RULES.read() {
        Ok(rules) => rules,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let stable: Arc<Vec<ActiveRule>> =
        Arc::new(rules.iter().filter(|r| r.file.status == Status::Stable).map(active).collect());
    let trials: Vec<Trial> = rules.iter().flat_map(|rule| trials(rule, &stable)).collect();
    if trials.len() < 3 * rules.len() || stable.is_empty() {
        eprintln!("{} rules have only {} tests, {} rules are stable", rules.len(), trials.len(), stable.len());
        return ExitCode::FAILURE;
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn active(rule: &Arc<Rule>) -> ActiveRule {
    ActiveRule { rule: Arc::clone(rule), level: rule.file.level, options: toml::Table::new() }
}

fn trials(rule: &Arc<Rule>, stable: &Arc<Vec<ActiveRule>>) -> Vec<Trial> {
    let (id, checked) = (rule.id.to_string(), Arc::clone(rule));
    let mut trials = vec![Trial::test(format!("{id}/well-made"), move || well_made(&checked))];
    for case in cases(rule).unwrap_or_default() {
        let silent = (!case.bad).then(|| case.clone());
        trials.push(Trial::test(case.name.clone(), move || case.run().map_err(Failed::from)));
        if let Some(case) = silent {
            let stable = Arc::clone(stable);
            trials.push(Trial::test(format!("{}/silent", case.name), move || silent_under(&case, &stable)));
        }
    }
    trials
}

/// Checks what the schema cannot: enough examples, a message without a full stop, a reason, patterns that compile.
fn well_made(rule: &Arc<Rule>) -> Result<(), Failed> {
    cases(rule)?;
    mtlint_rules::catalog::validate(rule)?;
    if rule.file.message.ends_with('.') || rule.file.why.trim().is_empty() {
        return Err("the message ends with a full stop, or why is empty".into());
    }
    Ok(())
}

fn silent_under(case: &ExampleCase, stable: &[ActiveRule]) -> Result<(), Failed> {
    let findings = case.findings_of(stable.to_vec())?;
    match findings.first() {
        None => Ok(()),
        Some(f) => Err(format!("{} fires on a good example: {}", f.rule, f.message).into()),
    }
}
