using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;

namespace Portal.Client.Access;

/// <summary>
/// What somebody typed into the wizard, kept in their own browser's tab and sealed there: leaving the page, a lost connection and a restart of
/// the portal lose nothing.
/// </summary>
public sealed class KeptDraft(ProtectedSessionStorage browser)
{
    private const string Key = "access-point-draft";
    private string _purpose = Key;
    private string? _kept;

    public AccessPointDraft Draft { get; private set; } = new();

    /// <summary>Reads what the tab holds of this account, once the page is shown. True when there was something.</summary>
    /// <param name="account">Whoever signs in here next opens nothing that was sealed for another.</param>
    public async Task<bool> FindAsync(string? account)
    {
        if (_kept is not null)
            return false;
        (_kept, _purpose) = ("", $"{Key}:{account}");
        try
        {
            if (await browser.GetAsync<AccessPointDraft>(_purpose, Key) is not { Success: true, Value: { } draft })
                return false;
            Draft = draft;
            return true;
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException)
        {
            // Sealed by keys that are gone, or by an older portal: nothing to go on with.
            return false;
        }
    }

    /// <summary>Leaves in the tab what was typed, if it is another than before.</summary>
    public async Task KeepAsync()
    {
        var now = JsonSerializer.Serialize(Draft);
        if (now == _kept)
            return;
        _kept = now;
        await browser.SetAsync(_purpose, Key, Draft);
    }

    /// <summary>It has been added: the next one starts empty.</summary>
    public async Task ClearAsync()
    {
        (Draft, _kept) = (new AccessPointDraft(), "");
        await browser.DeleteAsync(Key);
    }
}
