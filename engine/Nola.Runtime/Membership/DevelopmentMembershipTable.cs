using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nola.Runtime.Messaging;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Orleans.Serialization;

namespace Nola.Runtime.Membership;

/// <summary>
/// The membership table of a development cluster: in the memory of the primary silo, which answers the others for it.
/// Without the primary nothing can change and nobody can renew its lease, so the others stop serving; when it starts
/// again, with an empty table, they find that they are not in it and stop.
/// </summary>
internal sealed partial class DevelopmentMembershipTable : IOwnedMembershipTable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    private readonly MessageCenter _center;
    private readonly IPEndPoint _primaryEndpoint;
    private readonly InMemoryMembershipTable? _own;
    private readonly Serializer _serializer;
    private readonly TimeSpan _joinTimeout;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    // Who answered at the primary's endpoint last; another one after a restart.
    private volatile SiloAddress? _primary;

    public DevelopmentMembershipTable(
        MessageCenter center,
        IOptions<DevelopmentClusterMembershipOptions> options,
        IOptions<ClusterMembershipOptions> membership,
        Serializer serializer,
        TimeProvider time,
        ILogger<DevelopmentMembershipTable> logger)
    {
        _center = center;
        _serializer = serializer;
        _joinTimeout = membership.Value.MaxJoinAttemptTime;
        _time = time;
        _logger = logger;
        var local = center.LocalAddress.Endpoint;
        _primaryEndpoint = options.Value.PrimarySiloEndpoint ?? local;
        if (!_primaryEndpoint.Equals(local)) return;

        _own = new InMemoryMembershipTable();
        center.Answer(ControlOperation.DevelopmentTable, AnswerAsync);
    }

    public event Action<MembershipEntry>? Writing
    {
        add
        {
            if (_own is not null) _own.Writing += value;
        }
        remove
        {
            if (_own is not null) _own.Writing -= value;
        }
    }

    public bool IsOwn => _own is not null;

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        if (_own is not null) return;

        var began = _time.GetTimestamp();
        while (true)
        {
            try
            {
                await ReadAll().ConfigureAwait(false);
                return;
            }
            catch (OrleansException exception) when (_time.GetElapsedTime(began) < _joinTimeout)
            {
                // It may be started after this silo.
                LogPrimaryMissing(_logger, _primaryEndpoint, exception.Message);
                await Task.Delay(RetryAfter, _time).ConfigureAwait(false);
            }
        }
    }

    public Task DeleteMembershipTableEntries(string clusterId) => _own is not null
        ? _own.DeleteMembershipTableEntries(clusterId)
        : throw new NotSupportedException("The table of a development cluster goes with its primary silo.");

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        var table = await ReadAll().ConfigureAwait(false);
        return table.TryGet(key) is { } row
            ? new MembershipTableData(row, table.Version)
            : new MembershipTableData(table.Version);
    }

    public async Task<MembershipTableData> ReadAll()
    {
        var answer = await AskAsync(new() { Operation = DevelopmentTableOperation.Read }).ConfigureAwait(false);
        return answer.Table ?? throw new OrleansException("The primary silo answered without its membership table.");
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        DoAsync(new() { Operation = DevelopmentTableOperation.Insert, Entry = entry, Version = tableVersion });

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => DoAsync(new()
    {
        Operation = DevelopmentTableOperation.Update,
        Entry = entry,
        Etag = etag,
        Version = tableVersion,
    });

    public Task UpdateIAmAlive(MembershipEntry entry) =>
        DoAsync(new() { Operation = DevelopmentTableOperation.UpdateAlive, Entry = entry });

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) =>
        DoAsync(new() { Operation = DevelopmentTableOperation.Cleanup, BeforeDate = beforeDate });

    private async Task<bool> DoAsync(DevelopmentTableQuestion question) =>
        (await AskAsync(question).ConfigureAwait(false)).IsDone;

    private async Task<DevelopmentTableAnswer> AskAsync(DevelopmentTableQuestion question)
    {
        if (_own is not null) return await ExecuteAsync(_own, question).ConfigureAwait(false);

        try
        {
            var primary = _primary ??= await _center.ConnectToAsync(_primaryEndpoint).ConfigureAwait(false);
            var answer = await _center.AskAsync(
                primary,
                ControlOperation.DevelopmentTable,
                _serializer.SerializeToArray(question),
                AnswerTimeout,
                CancellationToken.None).ConfigureAwait(false);
            return _serializer.Deserialize<DevelopmentTableAnswer>(answer)
                ?? throw new OrleansException("The primary silo answered nothing.");
        }
        catch (Exception exception) when (exception is TimeoutException or ConnectionFailedException)
        {
            // Another incarnation may be at the endpoint next time.
            _primary = null;
            throw new OrleansException($"The primary silo at {_primaryEndpoint} does not answer.", exception);
        }
    }

    private async ValueTask<byte[]> AnswerAsync(SiloAddress peer, byte[] payload)
    {
        if (peer.IsClient) throw new OrleansException($"{peer} is a client and must not ask for the membership table.");

        var question = _serializer.Deserialize<DevelopmentTableQuestion>(payload)
            ?? throw new OrleansException($"{peer} asked nothing.");
        return _serializer.SerializeToArray(await ExecuteAsync(_own!, question).ConfigureAwait(false));
    }

    private static async Task<DevelopmentTableAnswer> ExecuteAsync(
        InMemoryMembershipTable table, DevelopmentTableQuestion question)
    {
        switch (question)
        {
            case { Operation: DevelopmentTableOperation.Read }:
                return new() { Table = await table.ReadAll().ConfigureAwait(false), IsDone = true };
            case { Operation: DevelopmentTableOperation.Insert, Entry: { } entry, Version: { } version }:
                return new() { IsDone = await table.InsertRow(entry, version).ConfigureAwait(false) };
            case { Operation: DevelopmentTableOperation.Update, Entry: { } entry, Etag: { } tag, Version: { } version }:
                return new() { IsDone = await table.UpdateRow(entry, tag, version).ConfigureAwait(false) };
            case { Operation: DevelopmentTableOperation.UpdateAlive, Entry: { } entry }:
                await table.UpdateIAmAlive(entry).ConfigureAwait(false);
                return new() { IsDone = true };
            case { Operation: DevelopmentTableOperation.Cleanup }:
                await table.CleanupDefunctSiloEntries(question.BeforeDate).ConfigureAwait(false);
                return new() { IsDone = true };
            default:
                throw new OrleansException($"The membership table cannot be asked to {question.Operation}.");
        }
    }

    [LoggerMessage(2221, LogLevel.Information, "Waiting for the primary silo at {Endpoint}: {Reason}")]
    private static partial void LogPrimaryMissing(ILogger logger, IPEndPoint endpoint, string reason);
}
