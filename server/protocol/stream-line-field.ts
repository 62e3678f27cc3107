/** What a place in a line of a stream document stands for: the client asks it for the text under the mouse. */
export { fieldOfLine } from '../domain/stream-line-field.ts';
