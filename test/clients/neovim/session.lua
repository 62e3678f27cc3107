-- A debug session on the demo store from Neovim's nvim-dap, told on the standard output; it fails when a line does.
-- How to run it: docs/other-editors.md.
local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local root = vim.fn.fnamemodify(here .. '/../../..', ':p')
local dist = vim.env.DIST or root .. 'dist'
vim.opt.runtimepath:append(assert(vim.env.NVIM_DAP, 'NVIM_DAP must be the folder of nvim-dap'))
local dap = require('dap')
local widgets = require('dap.ui.widgets')

-- The configuration is the one that the manual gives.
local manual = table.concat(vim.fn.readfile(root .. 'docs/other-editors.md'), '\n')
local configuration = manual:match('```lua\n(.-)\n```'):gsub('~/event%-replay/extension/dist', dist)
assert(loadstring(configuration))()

local store = vim.fn.tempname() .. '/events.db'
vim.fn.system({ 'node', dist .. '/cli.js', 'demo', '--out', store })

local failed = false
local function tell(...) io.stdout:write(table.concat(vim.tbl_map(tostring, { ... }), ' '), '\n') end
local function expect(what, actual, expected)
  local ok = vim.deep_equal(actual, expected)
  failed = failed or not ok
  tell(ok and 'ok  ' or 'FAIL', what, ok and vim.inspect(actual) or vim.inspect(actual) .. ', expected ' .. vim.inspect(expected))
end
vim.notify = function(message, level)
  tell('    notice:', message)
  failed = failed or level == vim.log.levels.ERROR
end

-- What the adapter said, and where it stands: nvim-dap has the frame, and the cursor on it, after the scopes have come.
local stops, looked, output = 0, 0, {}
dap.listeners.after.event_stopped.story = function() stops, looked = stops + 1, 0 end
dap.listeners.after.scopes.story = function() looked = looked + 1 end
dap.listeners.after.event_output.story = function(_, body) table.insert(output, vim.trim(body.output)) end

local function move(what, action, line)
  local stop = stops
  action()
  if not vim.wait(5000, function() return stops > stop and looked > 0 end, 5) then
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

-- What a floating window shows.
local function shown(view, pattern)
  local buffer = view.buf
  local text = ''
  vim.wait(5000, function()
    text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
    return text:find(pattern, 1, true) ~= nil
  end, 5)
  vim.api.nvim_win_close(view.win, true)
  return text:find(pattern, 1, true) and pattern or text
end

-- The breakpoints are set before there is a session.
vim.cmd('EventReplay ' .. store .. ' agent-support-7')
local listing = vim.api.nvim_buf_get_name(0)
local last = vim.api.nvim_buf_line_count(0)
expect('the listing is open, lines', last, 46)
local function breakpoint(line, condition, hit, log)
  vim.api.nvim_win_set_cursor(0, { line, 0 })
  dap.set_breakpoint(condition, hit, log)
end
breakpoint(27)
breakpoint(30, "state['temperature'] > 1")
breakpoint(31, "state['temperature'] > 100")
breakpoint(35, nil, '2')
breakpoint(36, nil, '1')
breakpoint(33, nil, nil, 'temperature {state["temperature"]}')

move('launch stops on the first event, line', dap.continue, 1)
expect('in the listing', vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t'), 'agent-support-7.events')
move('step over, line', dap.step_over, 2)
move('step back, line', dap.step_back, 1)
move('continue to a breakpoint, line', dap.continue, 27)
expect('watch', evaluate("state['temperature']", 'watch'), '1.7')
expect('console', evaluate("before['temperature'], state['temperature']", 'repl'), '(0.2, 1.7)')
expect('an expression that fails', evaluate('rewrad', 'repl'), "NameError: name 'rewrad' is not defined")
expect('hover', shown(widgets.hover('temperature'), '1.7'), '1.7')
expect('scopes', shown(widgets.centered_float(widgets.scopes), 'Changes'), 'Changes')
dap.up()
expect('up to the cause, in the listing of its stream', vim.wait(5000, function()
  return vim.api.nvim_buf_get_name(0) ~= listing
end, 5), true)
expect('its file', vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t'), 'workflow-tuning-42.events')
dap.down()
vim.wait(5000, function() return vim.api.nvim_buf_get_name(0) == listing end, 5)
move('continue to a condition, line', dap.continue, 30)
move('continue to a hit count, past a log message, line', dap.continue, 36)
expect('what was logged', output[#output], 'temperature 1.7')
move('continue to the end, line', dap.continue, last)
move('reverse continue, line', dap.reverse_continue, 36)
move('reverse continue, line', dap.reverse_continue, 30)
move('reverse continue, line', dap.reverse_continue, 27)
move('reverse continue to the start, line', dap.reverse_continue, 1)
move('run to cursor, line', function()
  vim.api.nvim_win_set_cursor(0, { 20, 0 })
  dap.run_to_cursor()
end, 20)
move('go to a line, line', function() dap.goto_(33) end, 33)

-- nvim-dap has no commands for these; any request can be sent.
move('who set the temperature, line', function()
  vim.api.nvim_win_set_cursor(0, { 27, 0 })
  vim.fn.search('temperature', '', 27)
  vim.api.nvim_feedkeys('\\w', 'xt', false)
end, 27)
local info = ask('dataBreakpointInfo', { name = "state['model']", frameId = dap.session().current_frame.id })
expect('a data breakpoint is set', ask('setDataBreakpoints', { breakpoints = { { dataId = info.dataId } } }).breakpoints[1].verified, true)
local types = { breakpoints = { { name = 'agent.created' } } }
expect('a breakpoint on an event type is set', ask('setFunctionBreakpoints', types).breakpoints[1].verified, true)
move('restart, line', dap.restart, 1)

dap.terminate()
expect('terminate ends the session', vim.wait(5000, function() return dap.session() == nil end, 5), true)
vim.fn.delete(vim.fn.fnamemodify(store, ':h'), 'rf')
tell(failed and 'FAILED' or 'passed')
vim.cmd(failed and 'cquit' or 'quitall!')
