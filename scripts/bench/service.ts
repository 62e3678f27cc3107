import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AGGREGATE, bigStore } from './big-store.ts';
import { heading, percentile } from './measure.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.js');
const REFERENCE = join(import.meta.dirname, 'reference-shape.py');
const CLIENTS = 200;

/** Clients that step through sessions of their own, as fast as they are answered, for so many seconds. */
export async function benchService(count: number, seconds: number): Promise<void> {
  const store = await bigStore(count);
  heading(`The service: ${CLIENTS} clients step through ${count.toLocaleString('en-US')} events for ${seconds} s`);
  const serve = ['serve', '--store', store, '--port', '0', '--log-level', 'off'];
  const bounds = ['--max-sessions', String(CLIENTS), '--rate', '1000000'];
  await load('ours, a session for each client', seconds, process.execPath, [CLI, ...serve, ...bounds], startSessions);
  // Its debugger is one for all, and holds the whole stream in memory.
  const shared = async () => Array.from({ length: CLIENTS }, () => '/sessions/all/step');
  await load("the reference's shape, one debugger for all", seconds, 'python3', [REFERENCE, store, AGGREGATE], shared);
}

type Paths = (port: number, agent: Agent) => Promise<readonly string[]>;

async function load(name: string, seconds: number, program: string, args: string[], pathsOf: Paths): Promise<void> {
  const began = performance.now();
  const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  try {
    const port = await portOf(server);
    const start = performance.now() - began;
    const paths = await pathsOf(port, agent);
    const before = memoryOf(server);
    const times: number[] = [];
    let failures = 0;
    const end = performance.now() + seconds * 1_000;
    const client = async (path: string) => {
      while (performance.now() < end) {
        const sent = performance.now();
        const { status } = await post(port, agent, path);
        times.push(performance.now() - sent);
        if (status !== 200) failures++;
      }
    };
    await Promise.all(paths.map(client));
    const figures = [
      `${Math.round(times.length / seconds).toLocaleString('en-US')} steps/s`,
      `p50 ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms`,
      `${failures} failed`,
      `${before.toFixed(0)} to ${memoryOf(server).toFixed(0)} MB`,
      `ready after ${(start / 1_000).toFixed(1)} s`,
    ];
    console.log(`${name.padEnd(48)} ${figures.join('; ')}`);
  } finally {
    agent.destroy();
    server.kill();
    await once(server, 'exit');
  }
}

/** Both say it in the first line that they print. */
async function portOf({ stdout }: ChildProcess): Promise<number> {
  const [line] = (await once(createInterface(stdout!), 'line')) as [string];
  return Number(/:(\d+)$/.exec(line)?.[1] ?? line.split(' ')[0]);
}

async function startSessions(port: number, agent: Agent): Promise<readonly string[]> {
  const start = async () => {
    const { body } = await post(port, agent, '/sessions/start', { aggregate_id: AGGREGATE });
    return `/sessions/${JSON.parse(body).session_id}/step`;
  };
  return Promise.all(Array.from({ length: CLIENTS }, start));
}

function post(port: number, agent: Agent, path: string, body: object = {}): Promise<{ status: number; body: string }> {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, method: 'POST', agent, headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        answer += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: answer }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

/** Resident memory in MB. */
function memoryOf({ pid }: ChildProcess): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1024;
}
