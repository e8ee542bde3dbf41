//! Files that are written completely or not at all.

use std::fs::{File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A new version of a file. The old version stays until [`Replacement::finish`], also if the program stops before.
#[derive(Debug)]
pub(crate) struct Replacement {
    to: PathBuf,
    out: Out,
}

#[derive(Debug)]
enum Out {
    /// A temporary file in the same folder.
    Beside(BufWriter<NamedTempFile>),
    /// A pipe, a terminal or `/dev/null`, which cannot be replaced.
    Device(File),
}

impl Replacement {
    /// Starts writing to a path in an existing folder. Symbolic links are followed, and permissions are kept.
    ///
    /// # Errors
    /// If no file can be written there.
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

    /// Puts the new version in place of the old one.
    ///
    /// # Errors
    /// If the rest cannot be written or the file cannot be moved. The old version is then unchanged.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self.out {
            Out::Beside(out) => out.into_inner()?.persist(&self.to).map(drop).map_err(io::Error::from),
            Out::Device(mut file) => file.flush(),
        }
    }

    /// Puts the new file in place, unless a file is there already.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`], and those of [`Replacement::finish`].
    pub(crate) fn finish_new(self) -> io::Result<()> {
        match self.out {
            Out::Beside(out) => out.into_inner()?.persist_noclobber(&self.to).map(drop).map_err(io::Error::from),
            Out::Device(_) => Err(io::ErrorKind::AlreadyExists.into()),
        }
    }
}

/// Writes a whole file.
///
/// # Errors
/// If it cannot be written; an old version is then unchanged.
pub(crate) fn write_file(path: &Path, text: &str) -> io::Result<()> {
    let mut file = Replacement::new(path)?;
    file.write_all(text.as_bytes())?;
    file.finish()
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
        // The permissions of an ordinary new file. By default, nobody else can read a temporary file.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}
