-- One session in Neovim (0.7 or newer): what the server says is what the editor shows.
local function fail(message)
  io.stderr:write("FAILED  " .. message .. "\n")
  vim.cmd("cquit 1")
end

local function ok(message)
  io.stderr:write("ok  " .. message .. "\n")
end

local function wait(what, condition)
  if not vim.wait(60000, condition, 20) then
    fail(what)
  end
  ok(what)
end

local buffer = vim.api.nvim_get_current_buf()
local client_id = vim.lsp.start_client({
  name = "mtlint",
  cmd = { vim.env.MTLINT, "lsp" },
  root_dir = vim.fn.getcwd(),
})
if not client_id then
  fail("the server starts")
end
vim.lsp.buf_attach_client(buffer, client_id)
local client = vim.lsp.get_client_by_id(client_id)

local function diagnostics()
  return vim.diagnostic.get(buffer)
end

wait("two findings are shown", function()
  return #diagnostics() == 2
end)

local first = diagnostics()[1]
-- Neovim counts bytes where the protocol counts UTF-16 units.
local line = vim.api.nvim_buf_get_lines(buffer, first.lnum, first.lnum + 1, true)[1]
local marked = line:sub(first.col + 1, first.end_col)
if marked ~= "the the" or first.code ~= "repetition/word" or first.source ~= "mtlint" then
  fail("the mark is at its place: " .. vim.inspect(first) .. marked)
end
ok("the mark is at its place, behind an astral character")

local function request(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 60000)
  local answer = answers and answers[client_id]
  if not answer or answer.err then
    fail(method .. ": " .. vim.inspect(answer))
  end
  return answer.result
end

local function at(lnum, col)
  vim.api.nvim_win_set_cursor(0, { lnum + 1, col })
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer, lnum) }
  return params
end

local function make(params, title)
  for _, action in ipairs(request("textDocument/codeAction", params)) do
    if action.title:find(title, 1, true) == 1 then
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
      return
    end
  end
  fail("a code action `" .. title .. "`")
end

local params = at(first.lnum, first.col)
local hover = request("textDocument/hover", vim.lsp.util.make_position_params(0, client.offset_encoding))
if not hover or not hover.contents.value:find("Why", 1, true) then
  fail("hover tells why: " .. vim.inspect(hover))
end
ok("hover tells why")

make(params, "Delete it")
wait("the fix is applied", function()
  return #diagnostics() == 1
end)

local second = diagnostics()[1]
make(at(second.lnum, second.col), "Suppress repetition/word here")
wait("a directive suppresses the other", function()
  return #diagnostics() == 0
end)

vim.cmd("silent write")
vim.lsp.stop_client(client_id)
wait("the server ends", function()
  return client.is_stopped()
end)
vim.cmd("qall!")
