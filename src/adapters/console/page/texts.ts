/** Everything the page says, from the folder where all words to users are. */
import texts from '../../../../templates/console.json';

export { texts };
