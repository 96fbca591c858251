"""Contains all the data models used in inputs/outputs"""

from .alternative import Alternative
from .artist_chart import ArtistChart
from .artist_response import ArtistResponse
from .because import Because
from .because_kind import BecauseKind
from .blend_of_lists import BlendOfLists
from .blend_of_lists_lists_item import BlendOfListsListsItem
from .blend_request import BlendRequest
from .bound_kept import BoundKept
from .catalogue_response import CatalogueResponse
from .chart import Chart
from .cluster_count import ClusterCount
from .cluster_opinions import ClusterOpinions
from .cluster_place import ClusterPlace
from .cluster_words import ClusterWords
from .code_request import CodeRequest
from .colours import Colours
from .correction import Correction
from .counted import Counted
from .coverage import Coverage
from .crowd_of_songs import CrowdOfSongs
from .deleted_response import DeletedResponse
from .embedding import Embedding
from .everyone_response import EveryoneResponse
from .export_response import ExportResponse
from .export_response_records import ExportResponseRecords
from .export_response_records_additional_property_item import (
    ExportResponseRecordsAdditionalPropertyItem,
)
from .export_response_songs import ExportResponseSongs
from .export_response_songs_additional_property import (
    ExportResponseSongsAdditionalProperty,
)
from .found_artist import FoundArtist
from .found_artist_listed_item import FoundArtistListedItem
from .found_track import FoundTrack
from .front_response import FrontResponse
from .front_response_doors_item import FrontResponseDoorsItem
from .front_response_list_item import FrontResponseListItem
from .front_response_list_item_because_item import FrontResponseListItemBecauseItem
from .front_song import FrontSong
from .genre_week import GenreWeek
from .get_embedding_format import GetEmbeddingFormat
from .get_my_picture_kind import GetMyPictureKind
from .import_response import ImportResponse
from .import_response_refused_item import ImportResponseRefusedItem
from .journey import Journey
from .journey_curve_type_1 import JourneyCurveType1
from .journey_hole import JourneyHole
from .journey_stop import JourneyStop
from .kept_as import KeptAs
from .kept_as_curve_type_1 import KeptAsCurveType1
from .kept_as_order import KeptAsOrder
from .left_out_songs import LeftOutSongs
from .length import Length
from .link_request import LinkRequest
from .list_of_songs import ListOfSongs
from .list_response import ListResponse
from .list_response_made_from_item import ListResponseMadeFromItem
from .list_response_made_from_item_songs_item import ListResponseMadeFromItemSongsItem
from .list_response_songs_item import ListResponseSongsItem
from .listed_song import ListedSong
from .listen_brainz_listener import ListenBrainzListener
from .listen_brainz_listener_range_type_1 import ListenBrainzListenerRangeType1
from .listener_usage import ListenerUsage
from .listeners_response import ListenersResponse
from .loved_song import LovedSong
from .mail_request import MailRequest
from .mailed_list import MailedList
from .mailed_response import MailedResponse
from .map_artist import MapArtist
from .map_cluster import MapCluster
from .map_place import MapPlace
from .map_response import MapResponse
from .map_track import MapTrack
from .map_tracks_response import MapTracksResponse
from .matched_track import MatchedTrack
from .matched_track_kind import MatchedTrackKind
from .me_response import MeResponse
from .merge_preview_response import MergePreviewResponse
from .merge_request import MergeRequest
from .merge_response import MergeResponse
from .mine_response import MineResponse
from .model_opinions import ModelOpinions
from .model_week import ModelWeek
from .models_response import ModelsResponse
from .named_track import NamedTrack
from .names_request import NamesRequest
from .names_response import NamesResponse
from .names_response_songs import NamesResponseSongs
from .never_artist_request import NeverArtistRequest
from .never_artists_response import NeverArtistsResponse
from .nothing import Nothing
from .offers import Offers
from .offers_links_item import OffersLinksItem
from .opinion_counts import OpinionCounts
from .opinion_type_1 import OpinionType1
from .own_list import OwnList
from .own_lists_response import OwnListsResponse
from .past_search import PastSearch
from .preview_response import PreviewResponse
from .problem import Problem
from .problem_parts_item import ProblemPartsItem
from .problem_songs_item import ProblemSongsItem
from .published_model import PublishedModel
from .published_model_counts import PublishedModelCounts
from .published_model_metrics import PublishedModelMetrics
from .published_model_metrics_additional_property import (
    PublishedModelMetricsAdditionalProperty,
)
from .radar import Radar
from .rate_by_link_body import RateByLinkBody
from .rate_by_link_body_opinion import RateByLinkBodyOpinion
from .rate_request import RateRequest
from .rating_response import RatingResponse
from .rating_response_kind import RatingResponseKind
from .ratings_response import RatingsResponse
from .reading_request import ReadingRequest
from .reading_response import ReadingResponse
from .reading_response_first_type_0 import ReadingResponseFirstType0
from .reading_response_missed_item import ReadingResponseMissedItem
from .receive_mail_events_body_item import ReceiveMailEventsBodyItem
from .recommend_request import RecommendRequest
from .recommend_request_curve_type_1 import RecommendRequestCurveType1
from .recommend_request_forget_type_0_item import RecommendRequestForgetType0Item
from .recommend_request_order_type_1 import RecommendRequestOrderType1
from .recommend_response import RecommendResponse
from .recommended_track import RecommendedTrack
from .rename_request import RenameRequest
from .search_response import SearchResponse
from .session_request import SessionRequest
from .session_response import SessionResponse
from .share_request import ShareRequest
from .share_response import ShareResponse
from .shared import Shared
from .shares_response import SharesResponse
from .shares_response_blends_item import SharesResponseBlendsItem
from .shares_response_shares_item import SharesResponseSharesItem
from .sign_in_request import SignInRequest
from .sign_in_response import SignInResponse
from .song_collection import SongCollection
from .song_count import SongCount
from .song_name import SongName
from .subscription_request import SubscriptionRequest
from .subscription_response import SubscriptionResponse
from .subscription_response_state import SubscriptionResponseState
from .swap_request import SwapRequest
from .swap_response import SwapResponse
from .tempo import Tempo
from .trend_day import TrendDay
from .trends_response import TrendsResponse
from .tune_request import TuneRequest
from .tune_request_targets_type_0 import TuneRequestTargetsType0
from .understood import Understood
from .understood_part import UnderstoodPart
from .understood_part_kind import UnderstoodPartKind
from .unmatched_line import UnmatchedLine
from .unsubscribe_by_link_body import UnsubscribeByLinkBody
from .unsubscribe_by_link_body_wanted import UnsubscribeByLinkBodyWanted
from .uploaded_file import UploadedFile
from .visitor_response import VisitorResponse
from .week_count import WeekCount
from .week_response import WeekResponse
from .weekly_request import WeeklyRequest
from .wished_song import WishedSong
from .within_request import WithinRequest
from .within_request_known_type_1 import WithinRequestKnownType1
from .within_request_not_versions_type_0_item import WithinRequestNotVersionsType0Item
from .years import Years

__all__ = (
    "Alternative",
    "ArtistChart",
    "ArtistResponse",
    "Because",
    "BecauseKind",
    "BlendOfLists",
    "BlendOfListsListsItem",
    "BlendRequest",
    "BoundKept",
    "CatalogueResponse",
    "Chart",
    "ClusterCount",
    "ClusterOpinions",
    "ClusterPlace",
    "ClusterWords",
    "CodeRequest",
    "Colours",
    "Correction",
    "Counted",
    "Coverage",
    "CrowdOfSongs",
    "DeletedResponse",
    "Embedding",
    "EveryoneResponse",
    "ExportResponse",
    "ExportResponseRecords",
    "ExportResponseRecordsAdditionalPropertyItem",
    "ExportResponseSongs",
    "ExportResponseSongsAdditionalProperty",
    "FoundArtist",
    "FoundArtistListedItem",
    "FoundTrack",
    "FrontResponse",
    "FrontResponseDoorsItem",
    "FrontResponseListItem",
    "FrontResponseListItemBecauseItem",
    "FrontSong",
    "GenreWeek",
    "GetEmbeddingFormat",
    "GetMyPictureKind",
    "ImportResponse",
    "ImportResponseRefusedItem",
    "Journey",
    "JourneyCurveType1",
    "JourneyHole",
    "JourneyStop",
    "KeptAs",
    "KeptAsCurveType1",
    "KeptAsOrder",
    "LeftOutSongs",
    "Length",
    "LinkRequest",
    "ListedSong",
    "ListenBrainzListener",
    "ListenBrainzListenerRangeType1",
    "ListenersResponse",
    "ListenerUsage",
    "ListOfSongs",
    "ListResponse",
    "ListResponseMadeFromItem",
    "ListResponseMadeFromItemSongsItem",
    "ListResponseSongsItem",
    "LovedSong",
    "MailedList",
    "MailedResponse",
    "MailRequest",
    "MapArtist",
    "MapCluster",
    "MapPlace",
    "MapResponse",
    "MapTrack",
    "MapTracksResponse",
    "MatchedTrack",
    "MatchedTrackKind",
    "MeResponse",
    "MergePreviewResponse",
    "MergeRequest",
    "MergeResponse",
    "MineResponse",
    "ModelOpinions",
    "ModelsResponse",
    "ModelWeek",
    "NamedTrack",
    "NamesRequest",
    "NamesResponse",
    "NamesResponseSongs",
    "NeverArtistRequest",
    "NeverArtistsResponse",
    "Nothing",
    "Offers",
    "OffersLinksItem",
    "OpinionCounts",
    "OpinionType1",
    "OwnList",
    "OwnListsResponse",
    "PastSearch",
    "PreviewResponse",
    "Problem",
    "ProblemPartsItem",
    "ProblemSongsItem",
    "PublishedModel",
    "PublishedModelCounts",
    "PublishedModelMetrics",
    "PublishedModelMetricsAdditionalProperty",
    "Radar",
    "RateByLinkBody",
    "RateByLinkBodyOpinion",
    "RateRequest",
    "RatingResponse",
    "RatingResponseKind",
    "RatingsResponse",
    "ReadingRequest",
    "ReadingResponse",
    "ReadingResponseFirstType0",
    "ReadingResponseMissedItem",
    "ReceiveMailEventsBodyItem",
    "RecommendedTrack",
    "RecommendRequest",
    "RecommendRequestCurveType1",
    "RecommendRequestForgetType0Item",
    "RecommendRequestOrderType1",
    "RecommendResponse",
    "RenameRequest",
    "SearchResponse",
    "SessionRequest",
    "SessionResponse",
    "Shared",
    "ShareRequest",
    "ShareResponse",
    "SharesResponse",
    "SharesResponseBlendsItem",
    "SharesResponseSharesItem",
    "SignInRequest",
    "SignInResponse",
    "SongCollection",
    "SongCount",
    "SongName",
    "SubscriptionRequest",
    "SubscriptionResponse",
    "SubscriptionResponseState",
    "SwapRequest",
    "SwapResponse",
    "Tempo",
    "TrendDay",
    "TrendsResponse",
    "TuneRequest",
    "TuneRequestTargetsType0",
    "Understood",
    "UnderstoodPart",
    "UnderstoodPartKind",
    "UnmatchedLine",
    "UnsubscribeByLinkBody",
    "UnsubscribeByLinkBodyWanted",
    "UploadedFile",
    "VisitorResponse",
    "WeekCount",
    "WeeklyRequest",
    "WeekResponse",
    "WishedSong",
    "WithinRequest",
    "WithinRequestKnownType1",
    "WithinRequestNotVersionsType0Item",
    "Years",
)
