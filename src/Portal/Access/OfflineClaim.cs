using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>What a device says of a code that it judged by itself: a grant of its list, or a PIN.</summary>
internal sealed record OfflineClaim(string AttemptId, GrantId? Grant, OfflinePin? Pin);
