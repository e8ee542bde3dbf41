//! `mtlint lsp`, spoken to over its streams.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod client;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use assert_cmd::cargo::CommandCargoExt;
use client::{Client, usual};
use serde_json::{Value, json};

const DOC: &str = "untitled:Untitled-1";
const TWICE: &str = "repetition/word";

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().unwrap_or("-")).collect()
}

fn range(from: (u32, u32), to: (u32, u32)) -> Value {
    json!({"start": {"line": from.0, "character": from.1}, "end": {"line": to.0, "character": to.1}})
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.canonicalize().unwrap().display())
}

/// The text after the edits of a code action, in UTF-16 positions; edits stand in order.
fn applied(text: &str, action: &Value) -> String {
    let edits = match &action["edit"]["documentChanges"][0]["edits"] {
        Value::Array(edits) => edits.clone(),
        _ => action["edit"]["changes"][DOC].as_array().unwrap().clone(),
    };
    let offset = |at: &Value| {
        let (line, column) = (at["line"].as_u64().unwrap(), at["character"].as_u64().unwrap());
        let start = text.split_inclusive('\n').take(usize::try_from(line).unwrap()).map(str::len).sum::<usize>();
        let mut units = 0;
        let chars = text[start..].char_indices();
        let found = chars.map(|(at, c)| (at, c.len_utf16() as u64)).find(|(_, width)| {
            let here = units >= column;
            units += width;
            here
        });
        found.map_or(text.len(), |(at, _)| start + at)
    };
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        let (from, to) = (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]));
        out.replace_range(from..to, edit["newText"].as_str().unwrap());
    }
    out
}

#[test]
fn findings_come_while_somebody_types() {
    let mut client = Client::usual();
    let found = client.open(DOC, "markdown", "# 😀 中文\n\n😀中文 The boats left the the harbour.\n");
    assert_eq!(codes(&found), [TWICE]);
    let finding = &found[0];
    assert_eq!(finding["range"], range((2, 20), (2, 27)), "an astral character counts twice");
    assert_eq!((&finding["source"], &finding["severity"]), (&json!("mtlint"), &json!(2)));
    assert!(finding["message"].as_str().unwrap().contains("the"));
    assert!(finding["data"]["mqm"]["category"].is_string(), "{finding}");
    client.change(DOC, 7, &json!([{"range": range((2, 23), (2, 27)), "text": ""}]));
    let cleared = client.diagnostics(DOC);
    assert_eq!(cleared, json!({"uri": DOC, "version": 7, "diagnostics": []}));
    assert_eq!(client.shut_down(), 0);
}

#[test]
fn columns_count_what_was_agreed_on() {
    for (offered, column) in [(json!(null), 15), (json!(["utf-8", "utf-16"]), 19), (json!(["utf-32"]), 14)] {
        let mut client = Client::start();
        let mut capabilities = usual();
        capabilities["general"] = json!({"positionEncodings": offered});
        let answer = client.request(
            "initialize",
            &json!({"capabilities": capabilities, "initializationOptions": {"ignore": ["script"]}}),
        );
        let agreed = answer["result"]["capabilities"]["positionEncoding"].as_str().unwrap();
        assert_eq!(agreed, offered[0].as_str().unwrap_or("utf-16"));
        client.notify("initialized", &json!({}));
        let found = client.open(DOC, "plaintext", "😀中 Boats left the the harbour.");
        assert_eq!(codes(&found), [TWICE]);
        assert_eq!(found[0]["range"]["start"]["character"], column, "{agreed}");
    }
}

#[test]
fn many_small_changes_come_to_the_same_as_the_text_at_once() {
    let mut client = Client::usual();
    client.open(DOC, "plaintext", "");
    let target = "The 😀 boats left the the harbour.\r\n\r\n中文 and and 🚢 that was was all.";
    let mut column = (0, 0);
    let mut changes = Vec::new();
    for c in target.chars() {
        changes.push(json!({"range": range(column, column), "text": c.to_string()}));
        column = match c {
            '\n' => (column.0 + 1, 0),
            c => (column.0, column.1 + u32::try_from(c.len_utf16()).unwrap()),
        };
    }
    // Typed in three notifications, with something wrong in between that is taken back.
    let third = changes.len() / 3;
    client.change(DOC, 2, &json!(changes[..third]));
    client.change(DOC, 3, &json!([{"range": range((0, 4), (0, 6)), "text": "中中中"}]));
    client.change(DOC, 4, &json!([{"range": range((0, 4), (0, 7)), "text": "😀"}]));
    client.change(DOC, 5, &json!(changes[third..]));
    let typed = loop {
        let params = client.diagnostics(DOC);
        if params["version"] == 5 {
            break params["diagnostics"].as_array().unwrap().clone();
        }
    };
    let whole = client.open("untitled:Untitled-2", "plaintext", target);
    assert_eq!(codes(&whole), [TWICE; 3]);
    assert_eq!(typed, whole);
}

#[test]
fn fixes_are_offered_and_mend_the_text() {
    let mut client = Client::usual();
    let text = "Some 😀 boats left the the harbour.\n\nThat was was all.\n";
    assert_eq!(codes(&client.open(DOC, "markdown", text)), [TWICE; 2]);
    let actions = client.actions(DOC, &range((0, 20), (0, 20)), Some("quickfix"));
    let fix = &actions[0];
    assert_eq!((&fix["kind"], &fix["diagnostics"][0]["code"]), (&json!("quickfix"), &json!(TWICE)));
    assert_eq!(applied(text, fix), text.replace("the the", "the"));
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    assert!(fix["isPreferred"].is_boolean(), "{fix}");
    // Elsewhere nothing is offered but what is for the whole file.
    assert!(client.actions(DOC, &range((1, 0), (1, 0)), Some("quickfix")).is_empty());
    for only in ["source.fixAll", "source.fixAll.mtlint", "source"] {
        for action in client.actions(DOC, &range((1, 0), (1, 0)), Some(only)) {
            assert_eq!(action["kind"], "source.fixAll.mtlint");
        }
    }
}

#[test]
fn all_safe_fixes_are_made_at_once() {
    let mut client = Client::usual();
    let text = "The  boats 😀 left on Monday .\n\nThat was all , and and so on.\n";
    client.open(DOC, "plaintext", text);
    let all = client.actions(DOC, &range((0, 0), (0, 0)), Some("source.fixAll"));
    assert_eq!(all.len(), 1, "{all:?}");
    let mended = applied(text, &all[0]);
    assert_ne!(mended, text);
    client.change(DOC, 2, &json!([{"text": mended}]));
    client.diagnostics(DOC);
    assert!(client.actions(DOC, &range((0, 0), (0, 0)), Some("source.fixAll")).is_empty(), "{mended}");
}

#[test]
fn a_directive_suppresses_a_finding() {
    for (language, text, open) in [
        ("markdown", "A line\nand the the harbour.\n", "<!-- mtlint-disable"),
        ("plaintext", "A line.\n\nThen the the harbour.\n", "\nmtlint-disable"),
        ("html", "<p>A line.</p>\n<p>Then the the harbour.</p>\n", "<!-- mtlint-disable"),
    ] {
        let mut client = Client::usual();
        let found = client.open(DOC, language, text);
        assert_eq!(codes(&found), [TWICE], "{language}");
        let actions = client.actions(DOC, &found[0]["range"], Some("quickfix"));
        let directives: Vec<&Value> =
            actions.iter().filter(|a| a["title"].as_str().unwrap().starts_with("Suppress")).collect();
        assert_eq!(directives.len(), 2, "{actions:?}");
        for (version, directive) in (2..).zip(directives) {
            let quiet = applied(text, directive);
            assert!(format!("\n{quiet}").contains(open), "{quiet}");
            client.change(DOC, version, &json!([{"text": quiet}]));
            let params = client.diagnostics(DOC);
            assert_eq!(params["diagnostics"], json!([]), "{quiet}");
        }
    }
    let mut client = Client::usual();
    let found = client.open(DOC, "csv", "source,target\nDann zum Hafen.,\"Then the the harbour.\"\n");
    assert!(codes(&found).contains(&TWICE));
    let actions = client.actions(DOC, &found[0]["range"], Some("quickfix"));
    assert!(actions.iter().all(|a| !a["title"].as_str().unwrap().starts_with("Suppress")), "CSV has no comments");
}

#[test]
fn hover_tells_what_and_why() {
    let mut client = Client::usual();
    let found = client.open(DOC, "plaintext", "Boats 😀 left the the harbour.");
    let at = json!({"textDocument": {"uri": DOC}, "position": found[0]["range"]["start"]});
    let hover = client.request("textDocument/hover", &at);
    let value = hover["result"]["contents"]["value"].as_str().unwrap();
    assert_eq!(hover["result"]["range"], found[0]["range"]);
    for part in ["**repetition/word**", "**Why**", "**Measured**", "per 10,000 words", "**MQM**"] {
        assert!(value.contains(part), "{part} in {value}");
    }
    let elsewhere = json!({"textDocument": {"uri": DOC}, "position": {"line": 0, "character": 1}});
    assert_eq!(client.request("textDocument/hover", &elsewhere)["result"], Value::Null);
}

#[test]
fn the_config_governs_and_its_changes_count() {
    let folder = tempfile::tempdir().unwrap();
    let (config, text) = (folder.path().join("mtlint.toml"), folder.path().join("a.md"));
    fs::write(&config, "[check]\nlang = \"en\"\nignore = [\"repetition\"]\n").unwrap();
    fs::write(&text, "").unwrap();
    let (config_uri, doc) = (uri(&config), uri(&text));
    let mut client = Client::session(&usual(), &Value::Null, None);
    let registration = client.wait(&|m| m["method"] == "client/registerCapability");
    let watched = &registration["params"]["registrations"][0];
    assert_eq!(watched["method"], "workspace/didChangeWatchedFiles");
    client.frame(&json!({"jsonrpc": "2.0", "id": registration["id"], "result": null}).to_string());
    assert_eq!(codes(&client.open(&doc, "markdown", "Boats left the the harbour.\n")), [""; 0]);

    // The client tells.
    fs::write(&config, "[check]\nlang = \"en\"\n[levels]\n\"repetition/word\" = \"info\"\n").unwrap();
    let changed = json!({"changes": [{"uri": config_uri, "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", &changed);
    let found = client.diagnostics(&doc)["diagnostics"].take();
    assert_eq!((&found[0]["code"], &found[0]["severity"]), (&json!(TWICE), &json!(3)));

    // Nobody tells, the bytes have changed; the mistake stands in the config, and the text has no findings.
    fs::write(&config, "[check]\nlang = \"en\"\nignroe = [\"spacing\"]\n").unwrap();
    client.change(&doc, 2, &json!([{"range": range((0, 0), (0, 0)), "text": "The "}]));
    let wrong = client.diagnostics(&config_uri)["diagnostics"].take();
    assert_eq!((&wrong[0]["range"]["start"]["line"], &wrong[0]["severity"]), (&json!(2), &json!(1)), "{wrong}");
    assert!(wrong[0]["message"].as_str().unwrap().contains("did you mean `ignore`?"), "{wrong}");
    assert_eq!(client.diagnostics(&doc)["diagnostics"], json!([]));

    fs::write(&config, "").unwrap();
    client.notify("workspace/didChangeWatchedFiles", &changed);
    assert_eq!(client.diagnostics(&config_uri)["diagnostics"], json!([]));
    assert_eq!(client.diagnostics(&doc)["diagnostics"][0]["code"], TWICE);
}

#[test]
fn options_of_the_client_win() {
    let mut client = Client::session(&usual(), &json!({"lang": "en", "ignore": ["repetition"], "level": 7}), None);
    let message = client.wait(&|m| m["method"] == "window/showMessage");
    assert!(message["params"]["message"].as_str().unwrap().contains("level"), "{message}");
    assert_eq!(codes(&client.open(DOC, "plaintext", "Boats left the the harbour.")), [""; 0]);
    client.notify("workspace/didChangeConfiguration", &json!({"settings": {}}));
    client.notify("workspace/didChangeConfiguration", &json!({"settings": {"mtlint": {"lang": "en"}}}));
    assert_eq!(client.diagnostics(DOC)["diagnostics"][0]["code"], TWICE);
}

#[test]
fn a_translation_points_to_its_source() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("en")).unwrap();
    fs::create_dir_all(root.join("de")).unwrap();
    fs::write(root.join("mtlint.toml"), "[[pairs]]\nsource = \"en/*.md\"\ntarget = \"{lang}/*.md\"\n").unwrap();
    fs::write(root.join("en/a.md"), "# 😀\n\nThe harbour has 1234 boats.\n").unwrap();
    fs::write(root.join("de/a.md"), "").unwrap();
    let mut client = Client::session(&usual(), &Value::Null, Some(&uri(root)));
    let found = client.open(&uri(&root.join("de/a.md")), "markdown", "# 😀\n\nDer Hafen hat 1243 Boote.\n");
    let number = found.iter().find(|d| !d["relatedInformation"].is_null()).unwrap_or_else(|| panic!("{found:?}"));
    let place = &number["relatedInformation"][0]["location"];
    assert_eq!(place["uri"], uri(&root.join("en/a.md")));
    assert_eq!(place["range"]["start"]["line"], 2);
}

/// A text whose check takes far longer than the next message.
fn long_text() -> String {
    "Boats left the the harbour on Monday, and nobody knew when they would be back again.\n\n".repeat(4000)
}

#[test]
fn requests_can_be_cancelled_and_edits_overtake_them() {
    let mut client = Client::usual();
    let document = json!({"uri": DOC, "languageId": "plaintext", "version": 1, "text": long_text()});
    client.notify("textDocument/didOpen", &json!({"textDocument": document}));
    let at = json!({"textDocument": {"uri": DOC}, "position": {"line": 0, "character": 12}});
    let cancelled = client.send("textDocument/hover", &at);
    client.notify("$/cancelRequest", &json!({"id": cancelled}));
    let overtaken = client.send("textDocument/hover", &at);
    client.change(DOC, 2, &json!([{"text": "Boats left the the harbour."}]));
    assert_eq!(client.answer(cancelled)["error"]["code"], -32800);
    assert_eq!(client.answer(overtaken)["error"]["code"], -32801);
    let params = client.diagnostics(DOC);
    assert_eq!((&params["version"], params["diagnostics"].as_array().unwrap().len()), (&json!(2), 1), "no older news");
    assert!(client.request("textDocument/hover", &at)["result"].is_object());
    client.notify("$/cancelRequest", &json!({"id": 4711}));
    client.notify("$/cancelRequest", &json!([]));
    assert_eq!(client.shut_down(), 0);
}

#[test]
fn who_closes_a_document_hears_no_more_of_it() {
    let mut client = Client::usual();
    client.open(DOC, "plaintext", "Boats left the the harbour.");
    let close = json!({"textDocument": {"uri": DOC}});
    client.notify("textDocument/didClose", &close);
    assert_eq!(client.diagnostics(DOC), json!({"uri": DOC, "diagnostics": []}));
    let nothing = client
        .request("textDocument/hover", &json!({"textDocument": {"uri": DOC}, "position": {"line": 0, "character": 0}}));
    assert_eq!(nothing["result"], Value::Null);
    // Closed while it is checked, with a question about it.
    let document = json!({"uri": DOC, "languageId": "plaintext", "version": 1, "text": long_text()});
    client.notify("textDocument/didOpen", &json!({"textDocument": document}));
    let asked = client
        .send("textDocument/hover", &json!({"textDocument": {"uri": DOC}, "position": {"line": 0, "character": 0}}));
    client.notify("textDocument/didClose", &close);
    assert_eq!(client.answer(asked)["result"], Value::Null);
    assert_eq!(client.diagnostics(DOC)["diagnostics"], json!([]));
    assert_eq!(codes(&client.open(DOC, "plaintext", "Boats left the the harbour.")), [TWICE]);
}

#[test]
fn what_is_no_text_has_no_findings() {
    let mut client = Client::usual();
    assert!(client.open("file:///x/main.rs", "rust", "// the the").is_empty());
    assert!(client.open("file:///x/Makefile", "makefile", "# the the").is_empty());
    assert!(client.open("file:///x/a.txt", "plaintext", "Boats left the the harbour.\u{0}").is_empty());
    let message = client.wait(&|m| m["method"] == "window/logMessage");
    assert!(message["params"]["message"].as_str().unwrap().contains("NUL"), "{message}");
    assert!(client.open("file:///x/big.txt", "plaintext", &"the the boats\n".repeat(700_000)).is_empty());
    let broken = client.open("file:///x/b.json", "json", "{\"a\": \"the the\"");
    assert_eq!(codes(&broken), ["-"], "a broken format is reported in the document: {broken:?}");
    assert_eq!(codes(&client.open("untitled:Untitled-9", "markdown", "Boats left the the harbour.")), [TWICE]);
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    let mut client = Client::usual();
    let found = client.open(DOC, "plaintext", "\u{feff}Boats left the the harbour.");
    assert_eq!(found[0]["range"], range((0, 12), (0, 19)), "the client counts the mark");
}

#[test]
fn wrong_input_ends_nothing() {
    let mut client = Client::start();
    assert_eq!(client.request("textDocument/hover", &json!({}))["error"]["code"], -32002);
    client.notify("textDocument/didOpen", &json!({"textDocument": {"uri": DOC}}));
    client.request("initialize", &json!({"capabilities": 7, "initializationOptions": "x", "workspaceFolders": 3}));
    assert_eq!(client.request("initialize", &json!({}))["error"]["code"], -32600);
    client.frame("{\"jsonrpc\": \"2.0\", ");
    let error = client.wait(&|m| m["id"].is_null() && m["error"].is_object());
    assert_eq!(error["error"]["code"], -32700);
    client.frame("[1, 2]");
    assert_eq!(client.wait(&|m| m["id"].is_null() && m["error"].is_object())["error"]["code"], -32600);
    assert_eq!(client.request("textDocument/rename", &json!({}))["error"]["code"], -32601);
    assert_eq!(client.request("textDocument/hover", &json!([1]))["error"]["code"], -32602);
    assert_eq!(client.request("textDocument/codeAction", &Value::Null)["error"]["code"], -32602);
    for method in
        ["textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "textDocument/didSave", "made/up"]
    {
        client.notify(method, &json!({"textDocument": 4}));
        client.notify(method, &Value::Null);
    }
    client.change("file:///unknown.md", 3, &json!([{"text": "x"}]));
    client.open(DOC, "plaintext", "a");
    client.change(DOC, 2, &json!([{"range": range((9, 9), (0, 0)), "text": "the the"}]));
    client.change(DOC, -7, &json!([{"range": range((4_000_000_000, 0), (4_000_000_000, 7)), "text": " harbour"}]));
    client.frame(&json!({"jsonrpc": "2.0", "id": 99, "result": null}).to_string());
    assert_eq!(client.shut_down(), 0);
}

#[test]
fn exit_codes() {
    assert_eq!(Client::start().end(), 1, "the stream ends before the session begins");
    assert_eq!(Client::usual().end(), 1, "the stream ends in mid-session");
    let mut client = Client::usual();
    client.notify("exit", &Value::Null);
    assert_eq!(client.end(), 1, "exit without shutdown");
    let mut client = Client::usual();
    client.request("shutdown", &Value::Null);
    assert_eq!(client.request("textDocument/hover", &json!({}))["error"]["code"], -32600);
    assert_eq!(client.end(), 0);
    let mut client = Client::usual();
    client.write(b"Content-Length: many\r\n\r\n");
    assert_eq!(client.end(), 1, "nobody can tell where the next message begins");
}

/// Both scan a long text; the editor waits for the next key besides, the command line reads its rules first.
#[test]
fn an_edit_costs_no_more_than_a_check_on_the_command_line() {
    let paragraph = fs::read_to_string("fixtures/articles/harbour.txt").unwrap();
    let text = paragraph.repeat(100_000 / paragraph.len() + 1);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), &text).unwrap();
    let shortest = |run: &mut dyn FnMut()| {
        let time = |run: &mut dyn FnMut()| {
            let start = Instant::now();
            run();
            start.elapsed()
        };
        (0..4).map(|_| time(run)).min().unwrap()
    };
    let on_the_command_line = shortest(&mut || {
        let mut command = Command::cargo_bin("mtlint").unwrap();
        command.args(["check", "--lang", "en", "--format", "jsonl", "a.txt"]).current_dir(folder.path());
        assert_eq!(command.output().unwrap().status.code(), Some(1));
    });
    let mut client = Client::usual();
    let found = client.open(DOC, "plaintext", &text).len();
    assert!(found > 100, "{found}");
    let mut version = 1;
    let in_the_editor = shortest(&mut || {
        version += 1;
        client.change(DOC, version, &json!([{"range": range((0, 0), (0, 0)), "text": "x"}]));
        client.diagnostics(DOC);
    });
    let allowed = 3 * on_the_command_line + Duration::from_millis(300);
    assert!(in_the_editor < allowed, "{in_the_editor:?}, on the command line {on_the_command_line:?}");
}

#[test]
fn vs_code_sends_all_files_that_can_be_checked() {
    let script = include_str!("../../editors/vscode/extension.js");
    let list = script.split_once("EXTENSIONS = [").and_then(|(_, rest)| rest.split_once(']')).unwrap().0;
    let sent: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
    let formats = mtlint_format::format::FORMATS.iter().flat_map(|format| format.extensions());
    let known: BTreeSet<&str> = formats.copied().filter(|extension| !extension.is_empty()).collect();
    assert_eq!(sent, known);
}
