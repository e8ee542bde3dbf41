//! Messages from the server to the client.

use std::io;

use gen_lsp_types::Uri;
use lsp_server::{ErrorCode, RequestId};
use serde_json::{Value, json};

use super::Server;
use crate::lsp::transport;

impl Server<'_> {
    pub(super) fn publish(&mut self, uri: &Uri, version: Option<i32>, diagnostics: Value) -> io::Result<()> {
        let mut params = json!({"uri": uri, "diagnostics": diagnostics});
        if let Some(version) = version.filter(|_| self.client.versions) {
            params["version"] = json!(version);
        }
        self.notify("textDocument/publishDiagnostics", &params)
    }

    pub(super) fn show(&mut self, message: &str) -> io::Result<()> {
        self.notify("window/showMessage", &json!({"type": 2, "message": message}))
    }

    pub(super) fn log(&mut self, message: &str) -> io::Result<()> {
        self.notify("window/logMessage", &json!({"type": 3, "message": message}))
    }

    pub(super) fn notify(&mut self, method: &str, params: &Value) -> io::Result<()> {
        transport::write(self.out, &json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    pub(super) fn answer(&mut self, id: RequestId, result: Value) -> io::Result<()> {
        transport::write(self.out, &json!({"jsonrpc": "2.0", "id": id, "result": result}))
    }

    pub(super) fn refuse(&mut self, id: RequestId, code: ErrorCode, message: &str) -> io::Result<()> {
        let error = json!({"code": code as i32, "message": message});
        transport::write(self.out, &json!({"jsonrpc": "2.0", "id": id, "error": error}))
    }
}
