//! Messages on a byte stream: headers, an empty line, JSON. A broken message does not end the session.

use std::io::{self, BufRead, Read, Write};

use lsp_server::Message;
use serde_json::{Value, json};

/// A line longer than this is not a header.
const LONGEST_HEADER: u64 = 4096;
/// A longer message is skipped. No client sends documents of this size.
const LARGEST: u64 = 256 << 20;

/// A received message.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A valid message.
    Message(Message),
    /// An invalid message, and the answer to it.
    Broken(Value),
}

impl Incoming {
    /// True for the last message of a session.
    pub(super) fn is_exit(&self) -> bool {
        matches!(self, Self::Message(Message::Notification(note)) if note.method == "exit")
    }
}

/// Reads the next message; `None` at the end of the stream.
///
/// # Errors
/// Those of the reader, and headers without the length of the message.
pub(super) fn read(input: &mut dyn BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = headers(input)? else { return Ok(None) };
    if length > LARGEST {
        let skipped = io::copy(&mut input.take(length), &mut io::sink())?;
        return Ok((skipped == length).then(|| broken(Value::Null, -32600, "the message is too long")));
    }
    let mut body = Vec::new();
    if input.take(length).read_to_end(&mut body)? as u64 != length {
        return Ok(None);
    }
    Ok(Some(parse(&body)))
}

fn parse(body: &[u8]) -> Incoming {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(e) => return broken(Value::Null, -32700, &format!("the message is not JSON: {e}")),
    };
    let id = value.get("id").filter(|id| id.is_string() || id.is_number()).cloned().unwrap_or_default();
    match serde_json::from_value(value) {
        // A request with an invalid id would be parsed as a notification, and the client would wait for an answer.
        Ok(message) if id.is_null() || !matches!(message, Message::Notification(_)) => Incoming::Message(message),
        _ => broken(id, -32600, "the message is not a request, a response or a notification"),
    }
}

fn broken(id: Value, code: i32, message: &str) -> Incoming {
    Incoming::Broken(json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}}))
}

/// Reads headers and returns the length of the body.
fn headers(input: &mut dyn BufRead) -> io::Result<Option<u64>> {
    let invalid = |message: &str| io::Error::new(io::ErrorKind::InvalidData, message.to_owned());
    let mut length = None;
    loop {
        let mut line = Vec::new();
        input.take(LONGEST_HEADER).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        if line.last() != Some(&b'\n') {
            return Err(invalid("a header line is too long or has no end"));
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            return length.map(Some).ok_or_else(|| invalid("a message without Content-Length"));
        }
        let Some((name, value)) = line.split_once(':') else { return Err(invalid("a header without a colon")) };
        if name.trim().eq_ignore_ascii_case("Content-Length") {
            length = Some(value.trim().parse().map_err(|_| invalid("Content-Length is not a number"))?);
        }
    }
}

/// Writes a message.
///
/// # Errors
/// Those of the writer.
pub(super) fn write(out: &mut dyn Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    write!(out, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use lsp_server::Message;
    use serde_json::json;

    use super::{Incoming, read, write};

    fn all(mut bytes: &[u8]) -> (Vec<String>, bool) {
        let mut told = Vec::new();
        loop {
            told.push(match read(&mut bytes) {
                Ok(Some(Incoming::Message(Message::Request(request)))) => request.method,
                Ok(Some(Incoming::Message(Message::Notification(note)))) => note.method,
                Ok(Some(Incoming::Message(Message::Response(_)))) => "response".to_owned(),
                Ok(Some(Incoming::Broken(answer))) => format!("{} {}", answer["id"], answer["error"]["code"]),
                Ok(None) => return (told, true),
                Err(_) => return (told, false),
            });
        }
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\nContent-Type: x\r\n\r\n{body}", body.len())
    }

    #[test]
    fn a_broken_message_does_not_end_the_session() {
        let bodies = [
            r#"{"jsonrpc":"2.0","id":1,"method":"a"}"#,
            "{nonsense",
            "[]",
            r#"{"id":"x","method":3}"#,
            r#"{"id":99999999999,"method":"a"}"#,
            "\u{1f600}",
            r#"{"jsonrpc":"2.0","method":"b","params":null}"#,
        ];
        let stream: String = bodies.map(framed).concat();
        let expected = ["a", "null -32700", "null -32600", "\"x\" -32600", "99999999999 -32600", "null -32700", "b"];
        assert_eq!(all(stream.as_bytes()), (expected.map(str::to_owned).to_vec(), true));
    }

    #[test]
    fn headers_that_say_nothing_end_it() {
        for (stream, clean) in [
            ("Content-Length: 5\r\n\r\nab", true),
            ("", true),
            ("Content-Length: 99999999999999999999\r\n\r\n", false),
            ("Content-Length: 18446744073709551615\r\n\r\n{}", true),
            ("Content-Length: -1\r\n\r\n", false),
            ("\r\n", false),
            ("hello\r\n\r\n", false),
            ("Content-Length: 2", false),
        ] {
            assert_eq!(all(stream.as_bytes()), (Vec::new(), clean), "{stream:?}");
        }
        assert_eq!(all("x".repeat(100_000).as_bytes()), (Vec::new(), false));
    }

    #[test]
    fn what_is_written_can_be_read() {
        let mut bytes = Vec::new();
        write(&mut bytes, &json!({"jsonrpc": "2.0", "method": "中文", "params": {}})).unwrap();
        assert_eq!(all(&bytes).0, ["中文"]);
    }
}
