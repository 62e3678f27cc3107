/** The type of our debug sessions in launch.json. */
export const DEBUG_TYPE = 'event-replay';
