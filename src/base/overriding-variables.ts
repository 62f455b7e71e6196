/** Variables that change a scenario; others that begin with POOLSIM_ belong to the command line. */
export const OVERRIDING_VARIABLES: readonly string[] = [
  'POOLSIM_SEED',
  'POOLSIM_REPLICATIONS',
  'POOLSIM_SET',
];
