// Joins the room's words; a file a part.
import './notice-kinds.ts'
import './words/lead-import.ts'
import './words/leads.ts'
import './words/maps.ts'
