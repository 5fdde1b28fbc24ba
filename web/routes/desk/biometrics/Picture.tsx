import { useQuery } from '@tanstack/react-query';
import type { Purpose } from '../../../api.ts';
import { Loaded } from '../../../kit/index.ts';
import classes from './Biometrics.module.css';
import { pictureQuery } from './data.ts';

/** A sample as a picture. That it is drawn is a look at whose it is. */
export function Picture({ address, name, purpose }: { address: string; name: string; purpose?: Purpose }) {
  const picture = useQuery(pictureQuery(address, purpose));
  return (
    <Loaded query={picture} lines={4}>
      {(source) => <img className={classes.picture} src={source} alt={name} />}
    </Loaded>
  );
}
