//! `mtlint completions` and `mtlint man`, generated from the definition of the arguments.

use std::io;

use clap::CommandFactory;

use super::args::{Args, CompletionsArgs, ManArgs};
use super::rules::fail;
use super::{CLEAN, Streams};
use crate::problem::Problem;

pub(super) fn completions(args: &CompletionsArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "mtlint", &mut script);
    streams.out.write_all(&script)?;
    Ok(CLEAN)
}

pub(super) fn man(args: &ManArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let mut program = Args::command();
    program.build();
    let man = match &args.command {
        None => clap_mangen::Man::new(program),
        Some(name) => match program.find_subcommand(name) {
            Some(command) => clap_mangen::Man::new(command.clone()).title(format!("mtlint-{name}")),
            None => {
                return fail(&[Problem::of_run(format!("there is no command `{name}`"))], streams);
            }
        },
    };
    let mut page = Vec::new();
    man.render(&mut page)?;
    streams.out.write_all(&page)?;
    Ok(CLEAN)
}
