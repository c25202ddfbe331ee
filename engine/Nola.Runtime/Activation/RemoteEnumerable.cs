using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Activation;

/// <summary>The caller's side of an enumeration. The call is made when it is enumerated, once for each time.</summary>
internal sealed class RemoteEnumerable<T> : IBatchedAsyncEnumerable<T>
{
    private const int BatchSizeDefault = 100;

    private readonly ActivationHost _host;
    private readonly IEnumerationExtension _extension;
    private readonly EnumerationCall _call;
    private readonly CancellationToken _callToken;

    public RemoteEnumerable(ActivationHost host, GrainReference target, AsyncEnumerableRequest<T> request)
    {
        _host = host;
        _extension = (IEnumerationExtension)(object)host.References.Create(
            target.GrainId, typeof(IEnumerationExtension));
        _callToken = request.GetCancellationToken();
        using var buffer = PooledBuffer.Rent();
        using var session = host.Codecs.GetSession();
        var writer = new Writer(buffer, session);
        request.WriteArguments(ref writer);
        writer.Commit();
        _call = new EnumerationCall(
            GrainTypeNames.NameOf(request.Method.InterfaceType),
            request.Method.Id,
            [.. request.MethodTypeArguments.Select(GrainTypeNames.NameOf)],
            buffer.WrittenSpan.ToArray());
        Name = request.Method.ActivityName;
        request.Dispose();
    }

    public int MaxBatchSize { get; set; } = BatchSizeDefault;

    private string Name { get; }

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_callToken, cancellationToken);
        var token = either.Token;
        token.ThrowIfCancellationRequested();
        var id = _host.NewId();
        var isOver = false;
        try
        {
            var pull = _extension.Start<T>(id, _call, MaxBatchSize);
            while (true)
            {
                EnumerationBatch<T> batch;
                try
                {
                    batch = await pull.WaitAsync(token);
                }
                catch (OperationCanceledException) when (token.IsCancellationRequested)
                {
                    throw new OperationCanceledException(
                        cancellationToken.IsCancellationRequested ? cancellationToken : _callToken);
                }
                catch (Exception)
                {
                    isOver = true;
                    throw;
                }

                foreach (var element in batch.Elements)
                {
                    token.ThrowIfCancellationRequested();
                    yield return element;
                }

                switch (batch.Status)
                {
                    case EnumerationStatus.Completed:
                        isOver = true;
                        yield break;
                    case EnumerationStatus.Missing:
                        isOver = true;
                        throw new EnumerationAbortedException(
                            $"The enumeration of {Name} was lost: its grain was deactivated, or it waited too long.");
                }

                pull = _extension.MoveNext<T>(id, MaxBatchSize);
            }
        }
        finally
        {
            if (!isOver) await _extension.Stop(id);
        }
    }
}
