"""Known headers of tables of songs, in the languages of Exportify and of the usual spreadsheets."""

from collections.abc import Sequence
from typing import Literal

from shared.domain.names import fold

Meaning = Literal["id", "title", "artist", "album", "isrc", "playlist", "video"]
"""The column's content: `video` holds ids of videos, which name no song."""

_HEADERS: dict[Meaning, str] = {
    "id": "Track URI|Spotify URI|Spotify ID|Track ID|Spotify Track ID|URI|ID|Track URL"
    "|Spotify URL|Link|URL|Track Link"
    "|Spotify Link|Song Link|Song URL|Spotify - id|Spotify Track URL|Track-URI"
    "|URI de la canción|URI du titre"
    "|URI della traccia|URI da faixa|Nummer URI|Låtens URI|Parça URI|トラックURI|URI κομματιού"
    "|曲目 URI|歌 Link"
    "|رابط الأغنية (URI)"
    "|Recording MBID|MBID|MusicBrainz ID|MusicBrainz Recording ID|MusicBrainz Track ID",
    "title": "Title Tag|Track Description|Item Description|Track Name|Name|Title|Track|Song|Song Name"
    "|Song Title|Track Title|Recording"
    "|Recording Name|Tune|Item Title"
    "|master_metadata_track_name"
    "|Titel|Titel des Songs|Lied|Liedtitel|Songtitel|Musiktitel|Titelname|Track-Name|Stück|Musikstück"
    "|Titre|Chanson|Morceau|Nom|Nom du titre|Nom du morceau|Titre de la chanson"
    "|Titre du morceau"
    "|Título|Canción|Tema|Pista|Nombre|Nombre de la canción|Título de la canción"
    "|Nombre de la pista"
    "|Titolo|Canzone|Brano|Traccia|Nome|Nome della traccia|Titolo della canzone|Titolo brano"
    "|Nome brano"
    "|Música|Canção|Faixa|Nome da faixa|Nome da música|Título da música"
    "|Nummer|Nummernaam|Liedje|Naam|Naam nummer|Titel nummer"
    "|Låt|Låtens namn|Låtnamn|Låttitel|Sång|Namn|Sang|Tittel|Sangtittel|Låttittel|Navn"
    "|Sangtitel"
    "|Kappale|Kappaleen nimi|Biisi|Nimi|Lagið|Lag"
    "|Tytuł|Utwór|Piosenka|Nazwa|Nazwa utworu|Tytuł utworu|Tytuł piosenki"
    "|Název|Skladba|Píseň|Písnička|Název skladby|Název písně|Názov|Pieseň|Názov skladby"
    "|Názov piesne"
    "|Cím|Dal|Szám|Dalcím|A dal címe|Név|Titlu|Piesă|Piesa|Melodie|Cântec|Nume|Titlul piesei"
    "|Parça|Parça Adı|Şarkı|Şarkı Adı|Ad|Başlık|Mahnı"
    "|Название|Трек|Песня|Композиция|Название трека|Название песни|Наименование|Имя"
    "|Назва|Пісня|Назва пісні|Назва треку|Назва композиції|Заглавие|Песен|Име"
    "|Naslov|Pjesma|Pesma|Naziv|Naziv pjesme|Naziv pesme|Наслов|Песма|Назив|Dziesma|Nosaukums"
    "|Daina|Pavadinimas|Laul|Pealkiri"
    "|Τίτλος|Τραγούδι|Κομμάτι|Όνομα|Όνομα κομματιού|Τίτλος τραγουδιού"
    "|اسم الأغنية|الأغنية|أغنية|العنوان|عنوان|عنوان الأغنية|آهنگ|نام آهنگ|שיר|שם השיר|כותרת|שם"
    "|Cançó|Lugu|Loo nimi|Abestia|Kënga|Këngë"
    "|गाना|गीत|शीर्षक|गाने का नाम|เพลง|ชื่อเพลง|ชื่อ|Bài hát|Tên bài hát|Tiêu đề|Tên|Lagu|Judul"
    "|Judul lagu|Tajuk|Nama lagu"
    "|曲名|曲|タイトル|トラック名|トラック|題名|楽曲名|楽曲|名前|曲のタイトル"
    "|제목|곡명|곡|노래|노래 제목|곡 제목|트랙|트랙명|이름"
    "|标题|歌名|歌曲|歌曲名|歌曲名称|曲目|曲目名称"
    "|名称|音乐标题|歌曲标题|標題|歌曲名稱|曲目名稱|名稱|歌曲標題|歌",
    "artist": "Artist Tag|Artist Name(s)|Artist Names|Artist Name|Artist|Artists|Track Artist"
    "|Track Artists"
    "|Song Artist|Performer|Performers|Performed by|Singer|Band|Creator|Main Artist"
    "|Primary Artist|Interpreter|By"
    "|master_metadata_album_artist_name|Artist(s)|Artist(s) Name|Artists Names"
    "|Interpret|Interpreten|Name des Künstlers|Name des Interpreten|Interpretenname|Künstler|Künstlername"
    "|Künstlername(n)|Sänger|Gruppe"
    "|Musiker"
    "|Artiste|Artistes|Nom de l'artiste|Nom(s) de l'artiste|Interprète|Chanteur|Groupe"
    "|Artista|Artistas|Nombre(s) del artista|Nombre del artista|Intérprete|Cantante|Grupo|Autor"
    "|Artisti|Nome dell'artista|Nome artista|Interprete|Gruppo"
    "|Nome(s) do artista|Nome do artista|Cantor|Banda"
    "|Artiest|Artiesten|Naam van artiest|Artiestnaam|Uitvoerder|Zanger"
    "|Artistens namn|Artistnamn|Artistens navn|Artistnavn|Kunstner|Kunstnernavn|Utøver|Esittäjä"
    "|Artisti|Artistin nimi"
    "|Flytjandi|Wykonawca|Nazwa wykonawcy|Artysta|Zespół|Nazwa artysty|Wykonawcy"
    "|Umělec|Účinkující|Jméno umělce|Skupina|Umelec|Meno umelca"
    "|Előadó|Előadók|Művész|Zenekar|Artist(ă)|Artistul|Nume artist|Interpretă"
    "|Sanatçı|Sanatçı Adı|Sanatçılar|Şarkıcı|Yorumcu|İfaçı"
    "|Исполнитель|Исполнители|Артист|Имя исполнителя|Группа|Певец|Автор"
    "|Виконавець|Виконавці|Назва виконавця|Изпълнител|Изпълнители"
    "|Izvođač|Izvajalec|Umjetnik|Извођач|Izpildītājs|Mākslinieks|Atlikėjas|Esitaja"
    "|Καλλιτέχνης|Ερμηνευτής|Όνομα/τα καλλιτέχνη|Όνομα καλλιτέχνη|Καλλιτέχνες"
    "|أسماء الفنانين|الفنان|فنان|اسم الفنان|المطرب|المغني|هنرمند|خواننده|אמן|זמר|שם האמן|אומן"
    "|מבצע"
    "|कलाकार|गायक|ศิลปิน|นักร้อง|Nghệ sĩ|Ca sĩ|Tên nghệ sĩ|Artis|Penyanyi|Nama artis"
    "|アーティスト名|アーティスト|歌手|歌手名|演奏者|アーチスト"
    "|아티스트|가수|아티스트명|가수명|아티스트 이름|艺术家|艺人|演唱者"
    "|艺人名称|歌手名称|表演者|藝人|演出者|歌手名稱|藝人名稱|Artist 名|藝術家",
    "album": "Album|Album Name|Album Title|Release|Release Name"
    "|master_metadata_album_album_name|Albumtitel|Album-Name"
    "|Titre de l'album|Nom de l'album|Álbum|Nombre del álbum|Nome dell'album|Nome do álbum"
    "|Naam van album"
    "|Albumets namn|Albumi|Albumnamn|Album Adı|Albüm|Albüm Adı|Альбом|Албум|Άλμπουμ"
    "|Όνομα άλμπουμ"
    "|اسم الألبوم|الألبوم|אלבום|एल्बम"
    "|อัลบั้ม|アルバム|アルバム名|앨범|앨범명|专辑|专辑名称|專輯|專輯名稱|專輯名",
    "isrc": "ISRC|ISRC Code|Track ISRC",
    "playlist": "Playlist Name|Playlist|Playlist Title|Playlistname|Name der Playlist"
    "|Nom de la playlist|Lista"
    "|Nombre de la lista|Nome playlist"
    "|Nome da playlist|Плейлист|プレイリスト名|プレイリスト|재생목록|播放列表|播放清單",
    "video": "Video ID|Video-ID|Identyfikator filmu|ID de la vidéo|ID de vidéo|ID del vídeo|ID del video|ID video"
    "|ID do vídeo|Video-id"
    "|Идентификатор видео|動画 ID|동영상 ID|视频 ID|影片 ID|Video URL|Video Link",
}
"""The headers of each meaning, divided by bars."""


_LONGEST_HEADER = 60
"""Characters of the longest cell that is compared."""


def key_of(header: str) -> str:
    """Return a header as it is compared: folded, without blanks, underscores and the number of a first column."""
    return fold(header.replace("_", " ")).replace(" ", "").removesuffix("1")


_MEANINGS: dict[str, Meaning] = {
    key_of(header): meaning for meaning, headers in _HEADERS.items() for header in headers.split("|")
}


_OF_ALBUMS = (frozenset({"rymalbum"}), frozenset({"catalog", "releaseid"}))
"""Headers by which tables of albums are told: those of Rate Your Music and of a collection at Discogs."""


def lists_albums(cells: Sequence[str]) -> bool:
    """Check whether a header is that of a table of albums, whose titles are no songs'."""
    keys = {key_of(cell) for cell in cells}
    return any(headers <= keys for headers in _OF_ALBUMS)


def meanings_of(cells: Sequence[str]) -> dict[Meaning, tuple[int, ...]]:
    """Return the positions of each meaning among the cells of a possible header."""
    places: dict[Meaning, tuple[int, ...]] = {}
    for place, cell in enumerate(cells):
        if len(cell) <= _LONGEST_HEADER and (meaning := _MEANINGS.get(key_of(cell))):
            places[meaning] = (*places.get(meaning, ()), place)
    return places


def is_header(cells: Sequence[str]) -> bool:
    """Return whether a row is a header: two known columns, ids of videos, or a title alone in its row."""
    known = meanings_of(cells)
    filled = sum(1 for cell in cells if cell)
    return len(known) >= 2 or "video" in known or (filled == 1 and "title" in known)
