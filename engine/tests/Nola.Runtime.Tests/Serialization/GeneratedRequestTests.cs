using System.Buffers;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Tests.Serialization;

/// <summary>Generated proxies and requests, as the runtime uses them.</summary>
public sealed class GeneratedRequestTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    private readonly Recorder _recorder = new();

    [Fact]
    public async Task Call_ThroughProxy_ArrivesWithItsArguments()
    {
        var target = new SampleTarget();
        _recorder.OnRequest = request => Deliver(request, target);
        var proxy = Proxy<ISampleGrain>();

        Assert.Equal(7, await proxy.Add(3, [1, 3], TestContextToken));
        Assert.Equal("ab", await proxy.Join("a", "b"));
        Assert.Equal("text", await proxy.Echo("text"));
        Assert.Equal(9, (await proxy.Echo(new Money(9, "EUR"))).MinorUnits);
        await proxy.FromBase(5);
        Assert.Equal(5, target.Last);
    }

    [Fact]
    public async Task Call_OnGenericInterface_IsFoundByClosedType()
    {
        _recorder.OnRequest = request => Deliver(request, new BoxTarget());
        Assert.Equal("x", await Proxy<IBoxGrain<string>>().Put("x"));
    }

    [Fact]
    public void Request_Metadata_SaysWhatTheInterfaceSays()
    {
        Request? seen = null;
        _recorder.OnRequest = request => seen = request;
        _ = Proxy<ISampleGrain>().Add(1, [], TestContextToken);

        Assert.Equal(nameof(ISampleGrain.Add), seen!.GetMethodName());
        Assert.Equal(typeof(ISampleGrain).GetMethod(nameof(ISampleGrain.Add)), seen.GetMethod());
        Assert.Equal(2, seen.GetArgumentCount());
        Assert.Equal(1, seen.GetArgument(0));
        Assert.True(seen.IsCancellable);
        Assert.False(seen.ArgumentsAreImmutable);
        Assert.Equal(TimeSpan.FromSeconds(3), seen.GetDefaultResponseTimeout());
        seen.SetArgument(0, 4);
        Assert.Equal(4, seen.GetArgument(0));

        _ = Proxy<ISampleGrain>().Join("a", "b").AsTask();
        Assert.True(seen.ArgumentsAreImmutable);
    }

    [Fact]
    public void CopyArguments_MutableArgument_IsReplacedByACopy()
    {
        Request? seen = null;
        _recorder.OnRequest = request => seen = request;
        List<int> list = [1];
        _ = Proxy<ISampleGrain>().Add(1, list, TestContextToken);

        using var context = fixture.Codecs.GetCopyContext();
        seen!.CopyArguments(context);

        Assert.NotSame(list, seen.GetArgument(1));
        Assert.Equal(list, seen.GetArgument(1));
    }

    [Fact]
    public void DisposedRequest_IsUsedAgain_AndHoldsNothing()
    {
        List<Request> seen = [];
        _recorder.OnRequest = seen.Add;
        var proxy = Proxy<ISampleGrain>();
        _ = proxy.Join("a", "b").AsTask();
        seen[0].Dispose();
        seen[0].Dispose();
        Assert.Null(seen[0].GetArgument(0));

        _ = proxy.Join("c", "d").AsTask();
        _ = proxy.Join("e", "f").AsTask();

        Assert.Same(seen[0], seen[1]);
        Assert.NotSame(seen[1], seen[2]);
    }

    [Fact]
    public void Request_WrittenAgainAndAgain_AllocatesNothing()
    {
        const int Calls = 1000;
        var code = GeneratedInterfaces.Find(typeof(ISampleGrain))!;
        Request? seen = null;
        _recorder.OnRequest = request => seen = request;
        _ = Proxy<ISampleGrain>().Join("a", "b").AsTask();
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);

        long before = 0;
        for (var i = 0; i < Calls + 1; i++)
        {
            if (i == 1) before = GC.GetAllocatedBytesForCurrentThread();
            using var session = fixture.Codecs.GetSession();
            var writer = new Writer(buffer, session);
            seen!.WriteArguments(ref writer);
            writer.Commit();
            using var rented = code.RentRequest(seen.Method.Id, []);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static CancellationToken TestContextToken => CancellationToken.None;

    private T Proxy<T>()
        where T : class, IAddressable
    {
        var shared = new GrainReferenceShared(GrainType.Create("sample"), GrainInterfaceType.Create("i"), 0, _recorder);
        return (T)(object)GeneratedInterfaces.Find(typeof(T))!.CreateProxy(shared, IdSpan.Create("key"));
    }

    // As a silo would: by interface, method id and type arguments, from bytes.
    private void Deliver(Request request, object target)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writing = fixture.Codecs.GetSession();
        var writer = new Writer(buffer, writing);
        request.WriteArguments(ref writer);
        writer.Commit();

        var received = GeneratedInterfaces.Find(request.GetInterfaceType())!
            .RentRequest(request.Method.Id, request.MethodTypeArguments)!;
        Assert.NotSame(request, received);
        using var reading = fixture.Codecs.GetSession();
        var reader = new Reader(buffer.WrittenSpan, reading);
        received.ReadArguments(ref reader);
        received.SetTargetObject(target);
        _recorder.Received = received;
    }

    private sealed class Recorder : GrainReferenceRuntime
    {
        public Action<Request> OnRequest { get; set; } = _ => { };

        public Request? Received { get; set; }

        public override Task Invoke(GrainReference target, TaskRequest request) => Start(request);

        public override Task<TResult> Invoke<TResult>(GrainReference target, TaskRequest<TResult> request) =>
            Start(request) is Task<TResult> task ? task : Task.FromResult<TResult>(default!);

        public override ValueTask Invoke(GrainReference target, ValueTaskRequest request) => new(Start(request));

        public override ValueTask<TResult> Invoke<TResult>(GrainReference target, ValueTaskRequest<TResult> request) =>
            Start(request) is Task<TResult> task ? new(task) : default;

        public override void Invoke(GrainReference target, VoidRequest request) => Start(request);

        public override IAsyncEnumerable<T> Invoke<T>(GrainReference target, AsyncEnumerableRequest<T> request) =>
            throw new NotSupportedException();

        public override Task InvokeCustom(GrainReference target, RequestBase request) => Start(request);

        public override object Cast(GrainReference reference, Type interfaceType) => throw new NotSupportedException();

        private Task Start(Request request)
        {
            Received = null;
            OnRequest(request);
            return Received?.Start() ?? Task.CompletedTask;
        }
    }

    private sealed class SampleTarget : ISampleGrain
    {
        public int Last { get; private set; }

        public Task<int> Add(int first, List<int> more, CancellationToken cancellationToken) =>
            Task.FromResult(first + more.Sum());

        public ValueTask<string> Join(string first, string second) => new(first + second);

        public Task<T> Echo<T>(T value) => Task.FromResult(value);

        public Task FromBase(int value)
        {
            Last = value;
            return Task.CompletedTask;
        }
    }

    private sealed class BoxTarget : IBoxGrain<string>
    {
        public Task<string> Put(string value) => Task.FromResult(value);
    }
}

public interface ISampleBase
{
    Task FromBase(int value);
}

public interface ISampleGrain : IGrainWithStringKey, ISampleBase
{
    [ResponseTimeout("00:00:03")]
    Task<int> Add(int first, List<int> more, CancellationToken cancellationToken);

    ValueTask<string> Join(string first, string second);

    Task<T> Echo<T>(T value);
}

public interface IBoxGrain<T> : IGrainWithStringKey
{
    Task<T> Put(T value);
}
