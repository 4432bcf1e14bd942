using System.Net.Http.Json;
using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>Why the portal refused something over HTTP: RFC 9457, as far as a device needs it.</summary>
internal sealed record PortalProblem(string? Code, string? Title, string? Detail)
{
    /// <summary>The stable code, and one sentence for a person; the status where the answer says no more.</summary>
    public static async Task<(string Code, string Detail)> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<PortalProblem>(GatewayJson.Options, cancellationToken);
            if (problem?.Code is { } code)
                return (code, problem.Detail ?? problem.Title ?? code);
        }
        catch (JsonException)
        {
            // Not a problem document, so perhaps not a portal: the status is all there is to say.
        }

        return ("unknown", $"The portal answered {(int)answer.StatusCode}.");
    }
}
