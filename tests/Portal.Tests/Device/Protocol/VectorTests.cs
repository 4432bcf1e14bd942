using System.Security.Cryptography;
using System.Text;
using Portal.Device.Protocol;

namespace Portal.Tests.Device.Protocol;

public sealed class VectorTests
{
    public static TheoryData<string> EventBytesCases => [.. Vectors.EventBytes.Select(known => known.Name)];

    public static TheoryData<string> SignatureCases => [.. Vectors.Signatures.Cases.Select(known => known.Name)];

    public static TheoryData<int> CheckNumberCases => [.. Enumerable.Range(0, Vectors.CheckNumbers.Count)];

    public static TheoryData<int> PairingCodeCases => [.. Enumerable.Range(0, Vectors.PairingCodes.Count)];

    [Theory, MemberData(nameof(EventBytesCases))]
    public void EventBytes_PublishedCase_AreCanonical(string name)
    {
        var known = Vectors.EventBytes.Single(known => known.Name == name);

        var bytes = EventBytes.Of(known.DeviceId, known.Event);

        Assert.Equal(known.Canonical, Encoding.UTF8.GetString(bytes));
        Assert.Equal(known.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Theory, MemberData(nameof(SignatureCases))]
    public void S22_EventSignature_PublishedCase_IsJudgedAsSaid(string name)
    {
        var known = Vectors.Signatures.Cases.Single(known => known.Name == name);
        Assert.True(Vectors.Signatures.PublicKey.TryOpen(out var key));

        using (key)
        {
            Assert.Equal(known.Valid, EventSignature.Verify(key, EventBytes.Of(known.DeviceId, known.Event), known.Signature));
        }
    }

    [Theory, MemberData(nameof(CheckNumberCases))]
    public void PairingCheckNumber_PublishedCase_IsTheSame(int index)
    {
        var known = Vectors.CheckNumbers[index];

        Assert.Equal(known.Thumbprint, known.PublicKey.Thumbprint());
        Assert.Equal(known.CheckNumber, PairingCheckNumber.Of(known.Code, known.PublicKey));
    }

    [Fact]
    public void KeyProof_PublishedCases_AreCanonical() => Assert.All(Vectors.KeyProofs, known =>
    {
        var bytes = KeyProof.BytesOf(known.DeviceId, known.Epoch, known.LastSeq, known.PublicKey);

        Assert.Equal(known.Canonical, Encoding.UTF8.GetString(bytes));
        Assert.Equal(known.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    });

    [Theory, MemberData(nameof(PairingCodeCases))]
    public void PairingCode_PublishedCase_IsReadAsPeopleTypeIt(int index)
    {
        var known = Vectors.PairingCodes[index];

        Assert.Equal(known.Code is not null, PairingCode.TryNormalise(known.Typed, out var code));
        Assert.Equal(known.Code, code);
        Assert.Equal(known.Shown, code is null ? null : PairingCode.Format(code));
    }
}
