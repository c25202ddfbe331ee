using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans;
using Orleans.Runtime;

namespace Nola.Redis.Clustering;

/// <summary>A silo's row as it is stored, in JSON. Signs of life are stored beside it.</summary>
internal sealed record MembershipRow
{
    public required string Silo { get; init; }

    public required string Status { get; init; }

    public string Name { get; init; } = string.Empty;

    public string Host { get; init; } = string.Empty;

    public int GatewayPort { get; init; }

    public string? Role { get; init; }

    public DateTime StartTime { get; init; }

    public DateTime IAmAliveTime { get; init; }

    public List<Vote> Votes { get; init; } = [];

    /// <summary>The table version that wrote the row: its tag.</summary>
    public int WrittenAt { get; init; }

    public static string Write(MembershipEntry entry, int version) => JsonSerializer.Serialize(
        new MembershipRow
        {
            Silo = entry.SiloAddress.ToParsableString(),
            Status = entry.Status.ToString(),
            Name = entry.SiloName,
            Host = entry.HostName,
            Role = entry.RoleName,
            GatewayPort = entry.ProxyPort,
            StartTime = entry.StartTime,
            IAmAliveTime = entry.IAmAliveTime,
            Votes = [.. (entry.SuspectTimes ?? []).Select(v => new Vote(v.Item1.ToParsableString(), v.Item2))],
            WrittenAt = version,
        },
        RowJson.Default.MembershipRow);

    public static MembershipRow Read(string json) =>
        JsonSerializer.Deserialize(json, RowJson.Default.MembershipRow)
        ?? throw new OrleansException("A row of the membership table is empty.");

    public MembershipEntry ToEntry(DateTime? aliveTime) => new()
    {
        SiloAddress = SiloAddress.Parse(Silo),
        Status = Enum.Parse<SiloStatus>(Status),
        SiloName = Name,
        HostName = Host,
        RoleName = Role,
        ProxyPort = GatewayPort,
        StartTime = StartTime,
        IAmAliveTime = aliveTime > IAmAliveTime && Status != nameof(SiloStatus.Dead) ? aliveTime.Value : IAmAliveTime,
        SuspectTimes = [.. Votes.Select(vote => Tuple.Create(SiloAddress.Parse(vote.Silo), vote.Time))],
    };

    internal sealed record Vote(string Silo, DateTime Time);
}

/// <summary>The serialization code of <see cref="MembershipRow"/>.</summary>
[JsonSerializable(typeof(MembershipRow))]
internal sealed partial class RowJson : JsonSerializerContext;
