// Joins the room's words; a file a part.
import './words/leads.ts'
import './words/maps.ts'
