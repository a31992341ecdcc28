-- What a person does in Neovim, with nothing but its own client: open a broken bank, look at the diagnostics, take a
-- quick fix, format, save. Run by `neovim.ts`, which says where the server is; what was seen goes into a file.
local node, server, report = unpack(vim.split(vim.env.QBANK_EDITOR, '\n'))
local seen = {}

local function wait_for(what, condition)
  if not vim.wait(30000, condition, 20) then
    error('no ' .. what .. ' within 30 seconds')
  end
end

local ok, problem = pcall(function()
  -- As docs/editors.md has it, but for the program's place.
  vim.api.nvim_create_autocmd('FileType', {
    pattern = 'markdown',
    callback = function()
      vim.lsp.start({
        name = 'qbank',
        cmd = {node, server, '--stdio'},
        root_dir = vim.fn.getcwd()
      })
    end
  })
  local published = 0
  local publish = vim.lsp.handlers['textDocument/publishDiagnostics']
  vim.lsp.handlers['textDocument/publishDiagnostics'] = function(...)
    published = published + 1
    return publish(...)
  end

  vim.cmd.edit('QUESTION_BANK.md')
  vim.bo.filetype = 'markdown'
  wait_for('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
  seen.diagnostics = vim.tbl_map(function(diagnostic)
    return {
      line = diagnostic.lnum + 1,
      column = diagnostic.col + 1,
      code = diagnostic.code,
      severity = diagnostic.severity,
      message = diagnostic.message
    }
  end, vim.diagnostic.get(0))

  -- The quick fix of one diagnostic.
  local place = vim.tbl_filter(function(diagnostic)
    return diagnostic.code == 'choice-value'
  end, vim.diagnostic.get(0))[1]
  vim.api.nvim_win_set_cursor(0, {place.lnum + 1, place.col})
  local before = published
  vim.lsp.buf.code_action({
    apply = true,
    context = {only = {'quickfix'}},
    -- There is another for this line.
    filter = function(action) return action.title:find('Easy') ~= nil end
  })
  wait_for('quick fix', function() return vim.bo.modified end)
  seen.line = vim.api.nvim_get_current_line()
  wait_for('new diagnostics', function() return published > before end)

  vim.lsp.buf.format({async = false, timeout_ms = 30000})
  vim.cmd.write()
  wait_for('no diagnostics', function()
    return #vim.diagnostic.get(0) == 0
  end)
  -- What a second Format Document would do: nothing.
  vim.lsp.buf.format({async = false, timeout_ms = 30000})
  seen.modified = vim.bo.modified
end)
if not ok then seen.problem = tostring(problem) end
vim.fn.writefile({vim.json.encode(seen)}, report)
vim.cmd('qall!')
