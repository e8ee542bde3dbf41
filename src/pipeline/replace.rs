//! Files written whole or not at all.

use std::fs::{File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file that takes the place of another when it is done: until then, and if the program stops, the old one stays.
#[derive(Debug)]
pub(crate) struct Replacement {
    to: PathBuf,
    out: Out,
}

#[derive(Debug)]
enum Out {
    /// A new file beside the old one.
    Beside(BufWriter<NamedTempFile>),
    /// What is no file and cannot be replaced: a pipe, a terminal, `/dev/null`.
    Device(File),
}

impl Replacement {
    /// Begins to write to a path; its folder must exist. A link is followed, and permissions are kept.
    ///
    /// # Errors
    /// When no file can be written there.
    pub(crate) fn new(path: &Path) -> io::Result<Self> {
        let to = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let old = std::fs::metadata(&to).ok();
        let out = match &old {
            Some(old) if old.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Some(old) if !old.is_file() => Out::Device(File::options().write(true).open(&to)?),
            Some(old) if old.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
            _ => Out::Beside(BufWriter::new(beside(&to, old.as_ref())?)),
        };
        Ok(Self { to, out })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When the rest cannot be written or the file cannot be put there; the old one is then as it was.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self.out {
            Out::Beside(out) => out.into_inner()?.persist(&self.to).map(drop).map_err(io::Error::from),
            Out::Device(mut file) => file.flush(),
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.out {
            Out::Beside(out) => out.write(bytes),
            Out::Device(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.out {
            Out::Beside(out) => out.flush(),
            Out::Device(out) => out.flush(),
        }
    }
}

fn beside(path: &Path, old: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".mtlint-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What a new file would get; temporary files are else closed to others.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}
