// Where the functions answer. On another host, its full address: "https://REGION-PROJECT.cloudfunctions.net".
export const API = "/api";
