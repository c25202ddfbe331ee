using Orleans;

namespace Nola.Runtime.Membership;

/// <summary>What a silo asks of the primary of a development cluster. The numbers are part of the wire format.</summary>
internal enum DevelopmentTableOperation : byte
{
    Read = 1,
    Insert = 2,
    Update = 3,
    UpdateAlive = 4,
    Cleanup = 5,
}

/// <summary>One call of the membership table.</summary>
[GenerateSerializer, Alias("nola.development-table-question")]
internal sealed record DevelopmentTableQuestion
{
    [Id(0)]
    public required DevelopmentTableOperation Operation { get; init; }

    [Id(1)]
    public MembershipEntry? Entry { get; init; }

    [Id(2)]
    public string? Etag { get; init; }

    [Id(3)]
    public TableVersion? Version { get; init; }

    [Id(4)]
    public DateTimeOffset BeforeDate { get; init; }
}

/// <summary>Its outcome: the table for a read, whether it was done for a write.</summary>
[GenerateSerializer, Alias("nola.development-table-answer")]
internal sealed record DevelopmentTableAnswer
{
    [Id(0)]
    public MembershipTableData? Table { get; init; }

    [Id(1)]
    public bool IsDone { get; init; }
}
