using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ShopActors.WebApi.Tests.Http;

/// <summary>A handler can take an id as it takes a number: the id's text is checked before the handler runs.</summary>
public sealed class IdBindingTests
{
    [Theory]
    [InlineData("BOOK-0001", StatusCodes.Status200OK)]
    [InlineData("no good", StatusCodes.Status400BadRequest)]
    public async Task RouteValue_ForAnId_IsChecked(string text, int status)
    {
        Sku? bound = null;
        var handler = RequestDelegateFactory.Create((Sku sku) => bound = sku, new() { RouteParameterNames = ["sku"] });
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.RouteValues = new RouteValueDictionary { ["sku"] = text };

        await handler.RequestDelegate(context);

        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal(status == StatusCodes.Status200OK ? new Sku(text) : null, bound);
    }
}
