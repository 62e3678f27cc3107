import type { FastifyReply } from 'fastify';
import { isDomainError } from '../domain/errors.ts';
import { Pace } from '../replay/pace.ts';
import type { Limits } from './limits.ts';
import { Refusal } from './refusal.ts';

/**
 * Work for one request, at a pace that shares the thread and ends when the caller is gone or it has taken too long.
 * Throws `took-too-long`.
 */
export async function paced<T>(
  reply: FastifyReply,
  { workTimeout }: Limits,
  work: (pace: Pace) => Promise<T>,
): Promise<T> {
  const pace = new Pace();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    pace.requestStop();
  }, workTimeout);
  const leave = () => pace.requestStop();
  reply.raw.once('close', leave);
  try {
    return await work(pace);
  } catch (error) {
    if (!isLate || !isDomainError(error, 'cancelled')) throw error;
    throw new Refusal('took-too-long', `Given up after ${workTimeout / 1_000} s: ask for less at a time`);
  } finally {
    clearTimeout(timer);
    reply.raw.off('close', leave);
  }
}
