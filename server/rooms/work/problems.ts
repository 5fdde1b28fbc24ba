import { defineProblems } from '#kernel';

export const problems = defineProblems('work', { 'period-unfit': 400 });
