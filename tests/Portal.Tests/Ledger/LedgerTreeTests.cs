namespace Portal.Tests.Ledger;

public sealed class LedgerTreeTests(LargeLedger large) : IClassFixture<LargeLedger>
{
    /// <summary>Sizes at and beside every place where a stored subtree begins or ends.</summary>
    private static readonly int[] Corners =
    [
        1, 2, 3, 255, 256, 257, 511, 512, 513, 768, 1023, 1024, 1025, 32_767, 32_768, 32_769,
        65_279, 65_280, 65_281, 65_535, 65_536, 65_537, 65_791, 65_792, 65_793, LargeLedger.Size,
    ];

    [Fact]
    public async Task Root_OfEverySizeUpToSixHundred_IsThatOfTheReference()
    {
        var roots = await large.Ledger.TreeAsync(tree => Enumerable.Range(0, 601).Select(size => tree.Root(size)).ToList());
        for (var size = 0; size <= 600; size++)
            Assert.Equal(ReferenceTree.Root(large.Leaves.AsSpan(0, size)), roots[size]);
    }

    [Theory]
    [MemberData(nameof(CornerSizes))]
    public async Task Root_AtACorner_IsThatOfTheReference(int size) =>
        Assert.Equal(ReferenceTree.Root(large.Leaves.AsSpan(0, size)), await large.Ledger.TreeAsync(tree => tree.Root(size)));

    [Fact]
    public async Task Inclusion_OfEveryLeafInEverySmallTree_IsThatOfTheReferenceAndVerifies()
    {
        for (var size = 1; size <= 48; size++)
        {
            var root = ReferenceTree.Root(large.Leaves.AsSpan(0, size));
            var paths = await large.Ledger.TreeAsync(tree => Enumerable.Range(0, size).Select(index => tree.Inclusion(index, size)).ToList());
            for (var index = 0; index < size; index++)
            {
                Assert.Equal(ReferenceTree.Path(index, large.Leaves.AsSpan(0, size)), paths[index]);
                Assert.True(ReferenceTree.VerifyInclusion(large.Leaves[index], index, size, paths[index], root));
            }
        }
    }

    [Theory]
    [MemberData(nameof(CornerSizes))]
    public async Task Inclusion_AtACorner_VerifiesAndNoOtherLeafDoes(int size)
    {
        var root = ReferenceTree.Root(large.Leaves.AsSpan(0, size));
        foreach (var index in Corners.Select(corner => corner - 1).Append(size / 2).Append(size / 3).Where(index => index < size))
        {
            var path = await large.Ledger.TreeAsync(tree => tree.Inclusion(index, size));
            Assert.True(ReferenceTree.VerifyInclusion(large.Leaves[index], index, size, path, root), $"leaf {index} of {size}");
            Assert.False(ReferenceTree.VerifyInclusion(large.Leaves[(index + 1) % size], index, size, path, root) && size > 1);
        }
    }

    [Fact]
    public async Task Consistency_BetweenEveryTwoSmallTrees_IsThatOfTheReferenceAndVerifies()
    {
        for (var to = 1; to <= 48; to++)
        {
            var proofs = await large.Ledger.TreeAsync(tree => Enumerable.Range(1, to).Select(from => tree.Consistency(from, to)).ToList());
            for (var from = 1; from <= to; from++)
            {
                Assert.Equal(ReferenceTree.Proof(from, large.Leaves.AsSpan(0, to)), proofs[from - 1]);
                Assert.True(ReferenceTree.VerifyConsistency(
                    from, to, proofs[from - 1], ReferenceTree.Root(large.Leaves.AsSpan(0, from)), ReferenceTree.Root(large.Leaves.AsSpan(0, to))));
            }
        }
    }

    [Fact]
    public async Task Consistency_BetweenEveryTwoCorners_Verifies()
    {
        var roots = Corners.ToDictionary(size => size, size => ReferenceTree.Root(large.Leaves.AsSpan(0, size)));
        foreach (var to in Corners)
        {
            foreach (var from in Corners.Where(from => from <= to))
            {
                var proof = await large.Ledger.TreeAsync(tree => tree.Consistency(from, to));
                Assert.True(ReferenceTree.VerifyConsistency(from, to, proof, roots[from], roots[to]), $"{from} in {to}");
            }
        }
    }

    [Fact]
    public async Task Size_IsTheNumberOfEntries() => Assert.Equal(LargeLedger.Size, await large.Ledger.TreeAsync(tree => tree.Size()));

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(0, 0)]
    public async Task Inclusion_NoSuchLeaf_IsRefused(long index, long size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => large.Ledger.TreeAsync(tree => tree.Inclusion(index, size)));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(6, 5)]
    public async Task Consistency_NoSuchPrefix_IsRefused(long from, long to) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => large.Ledger.TreeAsync(tree => tree.Consistency(from, to)));

    public static TheoryData<int> CornerSizes => new(Corners);
}
