using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Tests.Support;

namespace Portal.Tests.Ledger;

/// <summary>What anybody may ask, without an account, over the real pipeline.</summary>
public sealed class LedgerEndpointsTests(LedgerPortal portal) : IClassFixture<LedgerPortal>
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    private HttpClient Client => portal.Client;

    [Fact]
    public async Task Checkpoint_ProofsAndKey_TogetherConvinceSomebodyWhoTrustsNobody()
    {
        var (size, root) = await OpenAsync(await CheckpointOfAtLeastAsync(301));

        var inclusion = await GetAsync($"/ledger/proof/inclusion?index=7&size={size}");
        Assert.Equal((7, size), (inclusion.GetProperty("index").GetInt64(), inclusion.GetProperty("size").GetInt64()));
        Assert.True(ReferenceTree.VerifyInclusion(inclusion.GetProperty("leafHash").GetBytesFromBase64(), 7, size, PathOf(inclusion), root));

        var older = await GetAsync("/ledger/proof/inclusion?index=0&size=1");
        var consistency = await GetAsync($"/ledger/proof/consistency?from=1&to={size}");
        Assert.Equal((1, size), (consistency.GetProperty("from").GetInt64(), consistency.GetProperty("to").GetInt64()));
        Assert.True(ReferenceTree.VerifyConsistency(1, size, PathOf(consistency), older.GetProperty("leafHash").GetBytesFromBase64(), root));
    }

    [Theory]
    [InlineData("inclusion?index=0", "number_invalid")]
    [InlineData("inclusion?index=&size=1", "number_invalid")]
    [InlineData("inclusion?index=-1&size=1", "number_invalid")]
    [InlineData("inclusion?index=+1&size=2", "number_invalid")]
    [InlineData("inclusion?index=1e1&size=20", "number_invalid")]
    [InlineData("inclusion?index=0&size=9223372036854775808", "number_invalid")]
    [InlineData("inclusion?index=0&index=1&size=2", "number_invalid")]
    [InlineData("inclusion?index=0&size=0", "out_of_range")]
    [InlineData("inclusion?index=5&size=5", "out_of_range")]
    [InlineData("inclusion?index=0&size=9223372036854775807", "out_of_range")]
    [InlineData("consistency?from=1", "number_invalid")]
    [InlineData("consistency?from=x&to=2", "number_invalid")]
    [InlineData("consistency?from=0&to=2", "out_of_range")]
    [InlineData("consistency?from=3&to=2", "out_of_range")]
    [InlineData("consistency?from=1&to=9223372036854775807", "out_of_range")]
    public async Task Proof_BadNumbers_AreAProblemWithItsCode(string query, string code)
    {
        using var response = await Client.GetAsync("/ledger/proof/" + query, _stop);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(_stop);
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    private async Task<string> CheckpointOfAtLeastAsync(long size)
    {
        var note = "";
        await Until.TrueAsync(
            $"a checkpoint of {size} entries",
            async () =>
            {
                note = await Client.GetStringAsync("/ledger/checkpoint", _stop);
                return long.Parse(note.Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture) >= size;
            },
            _stop);
        return note;
    }

    private async Task<(long Size, byte[] Root)> OpenAsync(string note)
    {
        var key = (await Client.GetStringAsync("/ledger/key", _stop)).TrimEnd('\n').Split('+', 3);
        var lines = note.Split('\n');
        Assert.Equal("localhost/ledger", key[0]);
        Assert.Equal("localhost/ledger", lines[0]);

        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key[2]).AsSpan(1), out _);
        var text = Encoding.UTF8.GetBytes(string.Join('\n', lines[..3]) + "\n");
        var signature = Convert.FromBase64String(lines[4].Split(' ')[2]).AsSpan(4);
        Assert.True(ecdsa.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        return (long.Parse(lines[1], System.Globalization.CultureInfo.InvariantCulture), Convert.FromBase64String(lines[2]));
    }

    private Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>(path, _stop);

    private static List<byte[]> PathOf(JsonElement proof) =>
        proof.GetProperty("path").EnumerateArray().Select(hash => hash.GetBytesFromBase64()).ToList();
}
