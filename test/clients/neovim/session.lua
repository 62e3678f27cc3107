-- A debug session from Neovim, told on the standard output. How to run it: docs/other-editors.md.
local root = vim.fn.getcwd()
local store, listing = vim.env.STORE, vim.env.LISTING
vim.opt.runtimepath:append(vim.env.NVIM_DAP)
local dap = require('dap')

dap.adapters['event-replay'] = { type = 'executable', command = vim.env.NODE or 'node', args = { root .. '/dist/debug-adapter.js' } }
local launch = { type = 'event-replay', request = 'launch', name = 'replay', store = store, aggregateId = 'agent-support-7' }

local failed = false
local function tell(...) io.stdout:write(table.concat(vim.tbl_map(tostring, { ... }), ' '), '\n') end
local function expect(what, actual, expected)
  local ok = vim.deep_equal(actual, expected)
  failed = failed or not ok
  tell(ok and 'ok  ' or 'FAIL', what, ok and vim.inspect(actual) or vim.inspect(actual) .. ', expected ' .. vim.inspect(expected))
end
local function notified(message, level)
  tell('    notice:', message)
  failed = failed or level == vim.log.levels.ERROR
end
vim.notify = notified

-- What the adapter said, and where it stands: nvim-dap has the frame, and the cursor on it, after the scopes have come.
local stops, looked, output = 0, 0, {}
dap.listeners.after.event_stopped.story = function() stops = stops + 1 end
dap.listeners.after.scopes.story = function() looked = looked + 1 end
dap.listeners.after.event_output.story = function(_, body) table.insert(output, vim.trim(body.output)) end

local function move(what, action, line)
  local stop, look = stops, looked
  action()
  if not vim.wait(5000, function() return stops > stop and looked > look end, 5) then
    expect(what .. ' stops', false, true)
  end
  expect(what, vim.api.nvim_win_get_cursor(0)[1], line)
end
local function ask(command, arguments)
  local answer
  dap.session():request(command, arguments, function(err, body) answer = { err = err, body = body } end)
  vim.wait(5000, function() return answer ~= nil end, 5)
  return answer.err and tostring(answer.err.message or answer.err) or answer.body
end
local function evaluate(expression, context)
  local body = ask('evaluate', { expression = expression, context = context, frameId = dap.session().current_frame.id })
  return type(body) == 'table' and body.result or body
end

-- The breakpoints are set before there is a session.
vim.cmd('edit ' .. vim.fn.fnameescape(listing))
expect('the listing is open, lines', vim.api.nvim_buf_line_count(0), tonumber(vim.env.LINES_OF_LISTING))
local function breakpoint(line, condition, hit, log)
  vim.api.nvim_win_set_cursor(0, { line, 0 })
  dap.set_breakpoint(condition, hit, log)
end
breakpoint(27)
breakpoint(30, "state['temperature'] > 1")
breakpoint(31, "state['temperature'] > 100")
breakpoint(33, nil, nil, 'temperature {state["temperature"]}')

move('launch stops on the first event, line', function() dap.run(launch) end, 1)
expect('its buffer', vim.api.nvim_buf_get_name(0), listing)
move('step over, line', dap.step_over, 2)
move('step back, line', dap.step_back, 1)
move('continue to a breakpoint, line', dap.continue, 27)
expect('watch', evaluate("state['temperature']", 'watch'), '1.7')
expect('hover', evaluate('temperature', 'hover'), '1.7')
expect('repl', evaluate("before['temperature'], state['temperature']", 'repl'), '(0.2, 1.7)')
expect('an expression that fails', evaluate('rewrad', 'repl'), "NameError: name 'rewrad' is not defined")
move('continue to a condition, line', dap.continue, 30)
move('continue to the end, past a log message, line', dap.continue, tonumber(vim.env.LINES_OF_LISTING))
expect('what was logged', output[#output], 'temperature 1.7')
move('reverse continue, line', dap.reverse_continue, 30)
move('reverse continue, line', dap.reverse_continue, 27)
move('reverse continue to the start, line', dap.reverse_continue, 1)
move('run to cursor, line', function()
  vim.api.nvim_win_set_cursor(0, { 20, 0 })
  dap.run_to_cursor()
end, 20)
move('go to a line, line', function() dap.goto_(12) end, 12)
expect('the repl', (function()
  dap.repl.open()
  dap.repl.append('')
  dap.repl.execute('version')
  vim.wait(1000, function() return vim.tbl_contains(vim.api.nvim_buf_get_lines(vim.fn.bufnr('dap-repl'), 0, -1, false), '12') end, 5)
  return vim.tbl_contains(vim.api.nvim_buf_get_lines(vim.fn.bufnr('dap-repl'), 0, -1, false), '12')
end)(), true)
dap.terminate()
expect('terminate ends the session', vim.wait(3000, function() return dap.session() == nil end, 5), true)
tell(failed and 'FAILED' or 'passed')
vim.cmd(failed and 'cquit' or 'quitall!')
