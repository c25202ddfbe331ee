namespace ShopActors.WebApi.Ops;

/// <summary>What an operator's console begins with.</summary>
/// <param name="Operator">The caller.</param>
/// <param name="Silos">The silos of the cluster, the oldest first; absent without the scope `metrics:read`.</param>
/// <param name="Traffic">
/// The requests that the answering process served; absent without the scope `metrics:read`.
/// </param>
/// <param name="FailureLab">Whether trouble can be made: true in Development with the simulated provider.</param>
internal sealed record OverviewBody(
    OverviewOperatorBody Operator, IReadOnlyList<SiloBody>? Silos, TrafficBody? Traffic, bool FailureLab);

/// <summary>The operator who asks.</summary>
/// <param name="Id">A key's id, the id of an OpenID provider's identity, or `ops` for the configured token.</param>
/// <param name="Name">The name of the operator's key, or the identity's subject and issuer.</param>
/// <param name="Scopes">What the operator may do.</param>
internal sealed record OverviewOperatorBody(string Id, string? Name, IReadOnlyList<string> Scopes);

/// <summary>A silo.</summary>
/// <param name="Address">Its address, with the generation that tells it from an earlier process.</param>
/// <param name="Name">Its name.</param>
/// <param name="Phase">How far its life is.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Activations">The grains in its memory; absent if it did not answer in time.</param>
internal sealed record SiloBody(
    string Address, string Name, [NameOf<SiloPhase>] string Phase, DateTimeOffset StartedAt, long? Activations)
{
    public static SiloBody Of(SiloSnapshot silo) =>
        new(silo.Address, silo.Name, PublicName.Of(silo.Phase), silo.StartedAt, silo.Activations);
}

/// <summary>The requests that one API process served. Streams are left out.</summary>
/// <param name="P50Milliseconds">The median of the last five minutes; absent without requests.</param>
/// <param name="P99Milliseconds">The 99th percentile of the last five minutes; absent without requests.</param>
/// <param name="Minutes">The last 30 minutes, the present one last.</param>
internal sealed record TrafficBody(
    double? P50Milliseconds, double? P99Milliseconds, IReadOnlyList<TrafficMinuteBody> Minutes);

/// <summary>The requests of one minute.</summary>
/// <param name="At">When it began.</param>
/// <param name="Requests">The requests that were answered.</param>
/// <param name="Failures">Those that the shop failed to answer, with a status of 500 and more.</param>
/// <param name="P99Milliseconds">The 99th percentile of their durations; absent without requests.</param>
internal sealed record TrafficMinuteBody(DateTimeOffset At, int Requests, int Failures, double? P99Milliseconds);
