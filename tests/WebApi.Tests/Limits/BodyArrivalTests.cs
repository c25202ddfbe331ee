using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Limits;
using ShopActors.WebApi.Problems;

namespace ShopActors.WebApi.Tests.Limits;

/// <summary>The deadline of bodies that come fast enough for the server, but never end.</summary>
public sealed class BodyArrivalTests
{
    private readonly Pipe _body = new();
    private bool _isHandled;

    [Fact]
    public async Task Body_ThatDoesNotEnd_IsRefusedAtTheDeadline()
    {
        var context = NewContext(canHaveBody: true);
        await _body.Writer.WriteAsync(new byte[100]);

        await Create(TimeSpan.FromMilliseconds(100)).InvokeAsync(context);

        Assert.False(_isHandled);
        Assert.Equal(StatusCodes.Status408RequestTimeout, context.Response.StatusCode);
        Assert.Equal("close", context.Response.Headers.Connection);
    }

    [Fact]
    public async Task Body_ThatEnds_IsLeftWholeForTheHandler()
    {
        var context = NewContext(canHaveBody: true);
        var waiting = Create(TimeSpan.FromMinutes(1)).InvokeAsync(context);
        for (var i = 0; i < 10; i++) await _body.Writer.WriteAsync(new byte[100]);
        Assert.False(_isHandled);
        await _body.Writer.CompleteAsync();

        await waiting;

        Assert.True(_isHandled);
        Assert.Equal(1_000, (await _body.Reader.ReadAsync()).Buffer.Length);
    }

    [Fact]
    public async Task Request_WithoutABody_PassesAtOnce()
    {
        await Create(TimeSpan.FromMinutes(1)).InvokeAsync(NewContext(canHaveBody: false));

        Assert.True(_isHandled);
    }

    private BodyArrival Create(TimeSpan deadline) => new(
        _ =>
        {
            _isHandled = true;
            return Task.CompletedTask;
        },
        Options.Create(new ApiLimits { BodyTimeMax = deadline }),
        TimeProvider.System);

    private DefaultHttpContext NewContext(bool canHaveBody)
    {
        var services = new ServiceCollection().AddOptions()
            .AddSingleton<IProblemDetailsWriter, ProblemWriter>().AddProblemDetails();
        var context = new DefaultHttpContext { RequestServices = services.BuildServiceProvider() };
        context.Features.Set<IHttpRequestBodyDetectionFeature>(new Detection { CanHaveBody = canHaveBody });
        context.Features.Set<IRequestBodyPipeFeature>(new Body { Reader = _body.Reader });
        context.Response.Body = new MemoryStream();
        return context;
    }

    private sealed class Detection : IHttpRequestBodyDetectionFeature
    {
        public required bool CanHaveBody { get; init; }
    }

    private sealed class Body : IRequestBodyPipeFeature
    {
        public required PipeReader Reader { get; init; }
    }
}
