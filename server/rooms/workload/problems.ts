import { defineProblems } from '#kernel';

export const problems = defineProblems('workload', { 'period-unfit': 400 });
