/** Words for names of pets: `brave-otter`. */
export const animals =
  'adder badger bat bear beaver bison crane crow deer duck eagle eel falcon ferret finch fox frog gecko goat goose hare hawk heron horse ibex jay kite koala lark lion llama lynx mole moose moth mouse newt otter owl ox panda pony puffin rabbit ram raven robin salmon seal shark sheep shrew skunk sloth snail stoat stork swan swift tapir tern tiger toad trout vole walrus wasp weasel whale wolf wren yak zebra'.split(
    ' ',
  );

export const adjectives =
  'able amber apt bold brave brief bright brisk calm civil clean clear clever cool daring deft dear eager early easy equal exact fair famous fast fine firm fleet fond frank free fresh gentle glad golden good grand great handy happy hardy honest ideal jolly just keen kind large light lively loyal lucky merry mild modest neat nice noble polite proud quick quiet rapid ready rich safe sharp smart smooth solid stable steady strong subtle sunny super sure sweet swift tidy true trusty valid vital warm welcome whole wise witty'.split(
    ' ',
  );

export const adverbs =
  'ably amply aptly barely boldly bravely briefly brightly calmly clearly daily deeply duly early easily evenly fairly finely firmly fully gently gladly greatly happily highly hugely justly keenly kindly largely lightly loudly mainly merely mildly mostly nearly neatly nicely openly partly plainly promptly purely quickly quietly rarely readily really richly rightly safely sharply simply smoothly solely solidly steadily strongly surely truly usually utterly vastly vividly warmly wholly widely wisely'.split(
    ' ',
  );
