using System.Security.Cryptography;
using Portal.Ledger;

namespace Portal.Tests.Ledger;

/// <summary>Ties the reference, and the hashes of the ledger, to the vectors that Certificate Transparency logs are tested with.</summary>
public sealed class ReferenceTreeTests
{
    private static readonly byte[][] Leaves = new[]
    {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    }.Select(hex => SHA256.HashData([0, .. Convert.FromHexString(hex)])).ToArray();

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Root_OfThePublishedLeaves_IsThePublishedRoot(int size)
    {
        Assert.Equal(Roots[size], Convert.ToHexStringLower(ReferenceTree.Root(Leaves.AsSpan(0, size))));

        var range = new CompactRange();
        foreach (var leaf in Leaves.AsSpan(0, size))
            range.Add(leaf);
        Assert.Equal(Roots[size], Convert.ToHexStringLower(range.Root()));
    }

    [Fact]
    public void Fold_OfEightPublishedLeaves_IsThePublishedRoot() => Assert.Equal(Roots[8], Convert.ToHexStringLower(Merkle.Fold(Leaves)));

    [Theory]
    [InlineData(0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    public void Path_OfThePublishedLeaves_IsThePublishedPath(int index, int size, string path) =>
        Assert.Equal(path.Split(' '), ReferenceTree.Path(index, Leaves.AsSpan(0, size)).Select(Convert.ToHexStringLower));

    [Theory]
    [InlineData(6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    public void Proof_OfThePublishedLeaves_IsThePublishedProof(int from, int to, string proof) =>
        Assert.Equal(proof.Split(' '), ReferenceTree.Proof(from, Leaves.AsSpan(0, to)).Select(Convert.ToHexStringLower));

    public static TheoryData<int> Sizes => new(Enumerable.Range(0, 9));
}
