import { openRoomLines } from '#kernel';

/** Acts: a change of what is held, or of what is said of it. Looks: what somebody saw of a body, or was told of it. Kinds of samples are the fields; their bytes stand in no line. */
export const { appendAct, appendLook } = openRoomLines('biometrics');
