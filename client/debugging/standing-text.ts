import type { Standing } from '../../server/protocol/adapter-requests.ts';

/** `27/44 · agent-support-7`; with several streams `27/120 · agent-support-7 +2`. */
export function standingText({ aggregateId, streams, position, total }: Standing): string {
  const others = streams > 1 ? ` +${streams - 1}` : '';
  return `${placeOf(position, total)} · ${aggregateId}${others}`;
}

function placeOf(position: number, total: number | undefined): string {
  return total === undefined
    ? position.toLocaleString('en-US')
    : `${position.toLocaleString('en-US')}/${total.toLocaleString('en-US')}`;
}

/** Which way a replay went, as a sign in the text and for those who cannot see it. */
export function directionSign(direction: Standing['direction']): '▶' | '◀' | '◆' {
  switch (direction) {
    case 'back':
      return '◀';
    case 'jump':
      return '◆';
    default:
      return '▶';
  }
}
