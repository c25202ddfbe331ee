using System.Text.Json;
using ShopActors.Grains.Tests.Checkout;

namespace ShopActors.Grains.Tests.Orders;

public sealed class OrderNumberTests
{
    private OrderNumbersState _state = OrderNumbersState.Begin("all");

    [Fact]
    public void Assign_OneAfterAnother_HasNoGapsAndRepeats()
    {
        for (var i = 0; i < 300; i++)
        {
            Assign(i);
            Assign(i);
            Assert.Equal(1_001 + i, _state.Find(Shopping.OrderOf(i)));
        }

        Assert.Equal(1_301, _state.Next);
    }

    [Fact]
    public void File_FullBlocks_KeepsTheLatestAndEveryNumber()
    {
        var filed = new List<OrderId>();
        for (var i = 0; i < 2_000; i++)
        {
            Assign(i);

            // Filing lags behind at times.
            if (i % 700 != 0) continue;
            while (_state.HasUnfiled)
            {
                filed.AddRange(_state.NextBlock());
                _state = _state.Apply(new BlockFiled());
            }
        }

        Assert.Equal(Enumerable.Range(0, filed.Count).Select(Shopping.OrderOf), filed);
        Assert.True(_state.LatestFrom - 1_001 <= filed.Count);
        Assert.Equal(3_001, _state.Next);
        Assert.All(
            Enumerable.Range(2_000 - OrderNumbersState.LatestKept, OrderNumbersState.LatestKept),
            i => Assert.Equal(1_001 + i, _state.Find(Shopping.OrderOf(i))));
        var stored = JsonSerializer.Serialize(_state, OrderNumberJson.Default.OrderNumbersState);
        Assert.Equal(
            _state.Latest, JsonSerializer.Deserialize(stored, OrderNumberJson.Default.OrderNumbersState)!.Latest);
    }

    private void Assign(int order)
    {
        foreach (var e in OrderNumberRules.Assign(_state, Shopping.OrderOf(order), 1_001).Events)
        {
            _state = _state.Apply(e);
        }
    }
}
