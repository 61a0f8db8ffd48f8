import en from "./json/en.json"
import nl from "./json/nl.json"
import pl from "./json/pl.json"

/** The words of the admin's pages by language. */
export default { en: { consignment: en }, nl: { consignment: nl }, pl: { consignment: pl } }
